/** The nonce that this document came with. Scripts of the first answer keep it, whatever is rendered anew later. */
const ownNonce = (): string | undefined =>
  document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined

const signed = new WeakSet<Document>()

/**
 * The editor's library writes style elements, into this page and into its frame; the policy asks for the page's nonce
 * on each. From here on every style element that is made in this document carries it.
 */
export function signStyles(target: Document): void {
  if (signed.has(target)) return
  signed.add(target)
  const nonce = ownNonce()
  if (!nonce) return
  const create: (name: string, options?: ElementCreationOptions) => HTMLElement =
    target.createElement.bind(target)
  const createSigned = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (name === 'style') element.nonce = nonce
    return element
  }
  target.createElement = createSigned as Document['createElement']
}
