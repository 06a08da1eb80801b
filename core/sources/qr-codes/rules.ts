/** Crockford base32, 33 million codes; short, so that the drawing stays coarse and prints small. */
export const qrCodeLength = 5

/** The short address that is printed. */
export const shortPath = (code: string): string => `/q/${code}`

/** A file name from a label: `Poster etalage Noord` becomes `poster-etalage-noord-W3N8K`. */
export function qrFileName(label: string, code: string): string {
  const name = label
    .normalize('NFD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .slice(0, 40)
  return name === '' ? code : `${name}-${code}`
}

/**
 * Programs that look at links without a person: search engines, and the previews that chat and mail programs draw.
 * WhatsApp's own preview calls itself `WhatsApp/2…`.
 */
const machines =
  /bot\b|bot[/;]|crawl|spider|slurp|preview|facebookexternalhit|facebot|whatsapp\/|telegram|discord|skypeuri|embedly|curl|wget|python|okhttp|go-http|java\/|axios|node-fetch|undici|scanner|monitor|lighthouse/i

/** Whether a request for a short link is a person who scanned it. */
export function isScan(method: string, headers: Headers): boolean {
  if (method !== 'GET') return false
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''} ${headers.get('x-moz') ?? ''}`
  if (/prefetch|preview|prerender/i.test(purpose)) return false
  const agent = headers.get('user-agent')
  return agent !== null && agent !== '' && !machines.test(agent)
}
