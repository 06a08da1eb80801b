import { keyedHash } from '../../platform/crypto'

/** Where a domain that leads to this server answers with the word below. */
export const proofPath = (token: string): string => `/.well-known/vinkje/${token}`

/** What this server, and no other, answers there. */
export const proofOf = (token: string): string => keyedHash('brand-domain', token).toString('hex')

const address = /^\/\.well-known\/vinkje\/([0-9A-Z]{20})$/

/**
 * Answers `/.well-known/vinkje/<token>`, for every host: whoever gets the right word there under a name knows that the name leads
 * here. Asks no database, and tells nobody anything: a word is worth something only to who has the token.
 */
export async function handleDomainProof(request: Request): Promise<Response> {
  const token = address.exec(new URL(request.url).pathname)?.[1]
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  if (!token) return new Response('', { status: 404, headers })
  return new Response(proofOf(token), { headers })
}
