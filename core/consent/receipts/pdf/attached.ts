import { inflateSync } from 'node:zlib'

/** The name under which a PDF of ours carries its receipt. */
export const receiptFileName = 'receipt.json'

const pdfStart = Buffer.from('%PDF-')
/** A receipt of a long history with all its evidence stays far below. */
const maxBytes = 16 * 1024 * 1024

export const isPdf = (file: Buffer): boolean => file.subarray(0, pdfStart.length).equals(pdfStart)

/**
 * The receipt inside a PDF as we write them: the one stream that calls itself an embedded file of JSON. A PDF that another
 * program saved anew may keep it otherwise; then there is nothing to be found here and the JSON has to be brought.
 */
export function readAttachedReceipt(pdf: Buffer): string | null {
  const text = pdf.toString('latin1')
  for (const match of text.matchAll(/\/Type \/EmbeddedFile\b/g)) {
    const start = text.indexOf('stream\n', match.index)
    const head = text.slice(match.index, start)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    if (start < 0 || !head.includes('application#2Fjson') || !Number.isSafeInteger(length)) continue
    const bytes = pdf.subarray(start + 'stream\n'.length, start + 'stream\n'.length + length)
    try {
      const plain = head.includes('/FlateDecode') ? inflateSync(bytes, { maxOutputLength: maxBytes }) : bytes
      return plain.toString('utf8')
    } catch {
      // Cut off or changed: no receipt that we can read, which is what is said of it.
      return null
    }
  }
  return null
}
