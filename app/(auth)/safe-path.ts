const anyOrigin = 'http://vinkje.invalid'

/**
 * The path to go to after signing in, when it is one of this site; undefined for anything that a browser could read
 * as another address (`//host`, `/\host`, `https:…`).
 */
export function safePath(path: string | null | undefined): string | undefined {
  if (!path?.startsWith('/') || path.length > 500) return undefined
  if (!URL.canParse(path, anyOrigin)) return undefined
  const url = new URL(path, anyOrigin)
  const written = `${url.pathname}${url.search}${url.hash}`
  // A pathname can itself begin with two slashes (`/.//host`), and would be read as a host when written out.
  return url.origin === anyOrigin && !written.startsWith('//') ? written : undefined
}
