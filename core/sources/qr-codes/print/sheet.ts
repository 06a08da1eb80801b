import PDFDocument from 'pdfkit'
import type { Doc } from '../../../platform/fonts/typeset'
import type { Look } from '../design/schema'
import { type PrintCode, putCard, type Spot } from './card'
import type { PrintLayout } from './rules'
import type { Sign } from './sign'

const pointsAMm = 72 / 25.4

export type SheetJob = {
  /** `sign` is the place of its sign in `signs`: codes of one batch may lead to several pages. */
  codes: (PrintCode & { sign: number })[]
  layout: PrintLayout
  look: Look
  signs: Sign[]
  /** How wide each code is, without its white edge (`codeWidthOn`). */
  codeMm: number
  title: string
}

/** The library's types do not know the method that it documents. Bytes that crossed to a thread are a plain array again. */
const openImage = (doc: Doc, png: Uint8Array): PDFKit.Mixins.ImageSrc =>
  (doc as unknown as { openImage: (src: Buffer) => PDFKit.Mixins.ImageSrc }).openImage(Buffer.from(png))

/** Lines beside the corners of what is cut, outside of the bleed, so that nobody sees them afterwards. */
function putCropMarks(doc: Doc, { cells, bleed }: PrintLayout): void {
  const xs = [...new Set(cells.flatMap(({ x, width }) => [x, x + width]))]
  const ys = [...new Set(cells.flatMap(({ y, height }) => [y, y + height]))]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const [near, far] = [bleed + 1, bleed + 5]
  doc.lineWidth(0.1).strokeColor('#000000')
  for (const x of xs) {
    doc
      .moveTo(x, top - near)
      .lineTo(x, top - far)
      .stroke()
    doc
      .moveTo(x, bottom + near)
      .lineTo(x, bottom + far)
      .stroke()
  }
  for (const y of ys) {
    doc
      .moveTo(left - near, y)
      .lineTo(left - far, y)
      .stroke()
    doc
      .moveTo(right + near, y)
      .lineTo(right + far, y)
      .stroke()
  }
}

/**
 * Draws sheets as PDF: codes as vectors, fonts embedded, crop marks and bleed where they are cut.
 * @param onPage called after each sheet, with how many codes are drawn so far
 * @returns the file, and where each code stands, so that it can be read back from the file itself
 * @throws WordsDoNotFit
 */
export async function drawSheets(
  { codes, layout, look, signs, codeMm, title }: SheetJob,
  onPage: (codes: number) => void = () => undefined,
): Promise<{ pdf: Buffer; spots: Spot[] }> {
  const { page, cells, cropMarks, bleed } = layout
  const doc: Doc = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    info: { Title: title, Producer: 'Vinkje', Creator: 'Vinkje' },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  // Embedded once, however often it is drawn.
  const [first] = signs
  const logo = first?.logo && openImage(doc, first.logo)
  const spots: Spot[] = []
  for (let from = 0; from < codes.length; from += cells.length) {
    doc.addPage({ size: [page.width * pointsAMm, page.height * pointsAMm], margin: 0 })
    doc.scale(pointsAMm)
    const onThis = codes.slice(from, from + cells.length)
    for (const [index, code] of onThis.entries()) {
      const cell = cells[index]
      const sign = signs[code.sign]
      if (!cell || !sign) continue
      for (const spot of putCard(doc, cell, layout, { code, sign, look, codeMm, logo })) {
        spots.push({ ...spot, page: from / cells.length, link: code.link, label: code.label })
      }
    }
    if (cropMarks) putCropMarks(doc, { ...layout, bleed })
    onPage(from + onThis.length)
  }
  doc.end()
  await ended
  return { pdf: Buffer.concat(chunks), spots }
}
