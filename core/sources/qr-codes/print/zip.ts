import { Zip, ZipPassThrough } from 'fflate'
import { byteOrderMark, csvLine } from '../../../platform/csv'
import { AppError } from '../../../platform/errors'
import { codeAsPng, codeAsSvg } from '../files/code-file'
import { qrFileName } from '../rules'
import type { ZipJob } from './tasks'

type Out = { onBytes: (bytes: Uint8Array) => void; onCode: () => void }

/** Wide enough for 100 mm at 300 dpi. */
const png = { size: 1200, dpi: 300 }

/**
 * Packs every code as SVG and PNG, each read back before it goes in, with a list of which is which. Bytes leave as they are made.
 * @returns labels of codes that were not read back; with any, what was packed is no file to be given out
 */
export async function writeZip(
  { codes, look, logo }: ZipJob,
  { onBytes, onCode }: Out,
): Promise<{ unread: string[] }> {
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    onBytes(bytes)
  })
  const add = (name: string, bytes: Uint8Array) => {
    // PNG is compressed already, and an SVG of 6 kB is not worth the time.
    const entry = new ZipPassThrough(name)
    zip.add(entry)
    entry.push(bytes, true)
  }
  const unread: string[] = []
  let list = `${byteOrderMark}${csvLine(['place', 'note', 'link', 'file'])}`
  for (const { link, label, note, code } of codes) {
    const drawing = { content: link, look, logo: logo && Buffer.from(logo) }
    const name = qrFileName(label, code)
    try {
      add(`svg/${name}.svg`, Buffer.from(await codeAsSvg(drawing)))
      add(`png/${name}.png`, await codeAsPng(drawing, png))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      unread.push(label)
    }
    list += csvLine([label, note, link, name])
    onCode()
  }
  add('codes.csv', Buffer.from(list))
  zip.end()
  return { unread }
}
