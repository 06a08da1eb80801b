/** The address that a phone reads as long as nobody chose another: `sanne.de.vries.0101@post.example`. */
export function usualAddress(name: string, number: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  return `${[...(words ?? []), number.slice(-4)].join('.')}@post.example`
}
