/**
 * What a code or a pasted link holds: a chat (`chat` digits, `draft`), the code of a short link, a web address,
 * or undefined when it is no link at all.
 */
export function readLink(text) {
  const trimmed = text.trim()
  const candidate = /^(wa\.me|api\.whatsapp\.com)\//i.test(trimmed) ? `https://${trimmed}` : trimmed
  if (!URL.canParse(candidate)) return undefined
  const url = new URL(candidate)
  const short = url.pathname.match(/\/message\/([A-Z2-7]{14})\/?$/)
  if (short && /(^|\/)wa\.me/.test(url.hostname + url.pathname)) return { short: short[1] }
  const draft = url.searchParams.get('text') ?? ''
  if (/^(www\.)?wa\.me$/.test(url.hostname)) return { chat: digits(url.pathname), draft }
  if (url.hostname === 'api.whatsapp.com' || url.protocol === 'whatsapp:') {
    return { chat: digits(url.searchParams.get('phone') ?? ''), draft }
  }
  const own = url.pathname.match(/^\/wa\.me\/(\d+)\/?$/)
  if (own) return { chat: own[1], draft }
  return /^https?:$/.test(url.protocol) ? { web: url.href } : undefined
}

const digits = (text) => text.replace(/\D/g, '')

/** Whether this browser can read codes from pictures by itself. */
export const canReadPictures = async () =>
  'BarcodeDetector' in window && (await window.BarcodeDetector.getSupportedFormats()).includes('qr_code')

/** The text of the QR code in a picture, or undefined. */
export async function readPicture(file) {
  const bitmap = await createImageBitmap(file)
  const [code] = await new window.BarcodeDetector({ formats: ['qr_code'] }).detect(bitmap)
  return code?.rawValue
}
