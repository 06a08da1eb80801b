/** What the first bytes of a file say it is. */
export type Sniffed =
  | { kind: 'csv'; encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'; delimiter: string }
  | { kind: 'xlsx' }
  | { kind: 'unfit'; problem: FileProblem }

/** Why a file cannot be read. */
export type FileProblem =
  | 'file-empty'
  | 'file-old-excel'
  | 'file-pdf'
  | 'file-picture'
  | 'file-binary'
  | 'file-unreadable'
  | 'file-too-large-xlsx'
  | 'file-no-rows'
  | 'file-open-quote'
  | 'file-encoding'

const startsWith = (bytes: Uint8Array, ...signature: number[]) =>
  signature.every((byte, index) => bytes[index] === byte)

const pictures = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
]

/** Whether text that was cut anywhere is UTF-8: the last few bytes may be half a letter. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The delimiter that splits the first lines most evenly; what stands in quotes does not count. */
export function guessDelimiter(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of [';', ',', '\t', '|']) {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const first = counts[0] ?? 0
    const alike = counts.filter((count) => count === first).length / Math.max(1, counts.length)
    const score = first === 0 ? 0 : alike * 10 + Math.min(first, 9) / 10
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/**
 * Looks at the beginning of a file, whatever its name says: a PDF that is called .csv is a PDF.
 * @param bytes the first 64 kB or so
 */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return { kind: 'unfit', problem: 'file-empty' }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return { kind: 'xlsx' }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { kind: 'unfit', problem: 'file-old-excel' }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { kind: 'unfit', problem: 'file-pdf' }
  if (pictures.some((signature) => startsWith(bytes, ...signature)))
    return { kind: 'unfit', problem: 'file-picture' }
  const encoding = sniffEncoding(bytes)
  if (!encoding) return { kind: 'unfit', problem: 'file-binary' }
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.replace(/^\uFEFF/, '').trim() === '') return { kind: 'unfit', problem: 'file-empty' }
  return { kind: 'csv', encoding, delimiter: guessDelimiter(text) }
}

function sniffEncoding(bytes: Uint8Array) {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be'
  const zeros = bytes.reduce(
    (count, byte, index) => count + (byte === 0 ? (index % 2 === 0 ? 1 : 1000) : 0),
    0,
  )
  const even = zeros % 1000
  const odd = Math.floor(zeros / 1000)
  if (even + odd > 0) {
    // Excel's "Unicode text" without its mark: every second byte of plain letters is 0.
    if (odd > bytes.length / 4 && even === 0) return 'utf-16le'
    if (even > bytes.length / 4 && odd === 0) return 'utf-16be'
    return undefined
  }
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}
