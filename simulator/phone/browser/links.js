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

// An address of the simulator and no file of this folder, so the tools that follow imports leave it alone.
const readerAddress = '/assets/zxing/es/reader/index.js'
let reader

/** The program that reads codes comes from this machine too, and only when somebody has a picture to read. */
function getReader() {
  reader ??= import(readerAddress).then(({ prepareZXingModule, readBarcodes }) => {
    prepareZXingModule({ overrides: { locateFile: () => '/assets/zxing/zxing_reader.wasm' } })
    return readBarcodes
  })
  return reader
}

/** The text of the QR code in a picture, or undefined. */
export async function readPicture(file) {
  const readBarcodes = await getReader()
  const [code] = await readBarcodes(file, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
  return code?.isValid === false ? undefined : code?.text
}
