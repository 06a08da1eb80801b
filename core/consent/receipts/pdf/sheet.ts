import PDFDocument from 'pdfkit'
import { drawTypeset, isLatin, takeFont, typeset } from '../../../platform/fonts/typeset'

export const ink = '#17181a'
const muted = '#57544e'
const hairline = '#dedbd3'
const sunken = '#f6f4f0'

const margin = 56
/** Room at the foot for the number of the page. */
const foot = 64

// The library's types know of PDF/A alone.
const pdfUa = 'PDF/UA' as string as PDFKit.Mixins.PDFSubsets

type Structure = PDFKit.PDFStructureElement
type About = { title: string; language: string; madeAt: Date }

/**
 * A4 sheets that can be read aloud (PDF/UA): every word has its place in the structure, what only decorates is marked as
 * such, the letters are in the file. `at` goes down as things are put on it.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly width: number
  private readonly root: Structure
  private readonly bytes: Promise<Buffer>

  constructor({ title, language, madeAt }: About) {
    this.doc = new PDFDocument({
      ...{ size: 'A4', margins: { top: margin, left: margin, right: margin, bottom: foot } },
      ...{ pdfVersion: '1.7', subset: pdfUa, tagged: true, lang: language, displayTitle: true },
      ...{
        bufferPages: true,
        info: { Title: title, Producer: 'Vinkje', Creator: 'Vinkje', CreationDate: madeAt },
      },
    })
    this.bytes = collect(this.doc)
    this.width = this.doc.page.width - 2 * margin
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
  }

  /** A new page, unless so many points are left on this one. */
  keep(height: number): void {
    if (this.doc.y + height > this.doc.page.height - foot) this.doc.addPage()
  }

  gap(height: number): void {
    this.doc.y += height
  }

  title(text: string, lead: string): void {
    this.put('H1', text, { size: 22, strong: true })
    this.gap(4)
    this.put('P', lead, { size: 11, color: muted })
    this.gap(10)
  }

  /** A part of the document, under a hairline. */
  section(text: string): void {
    this.keep(64)
    if (this.doc.y > margin) {
      this.gap(12)
      this.decorate(() => this.line(margin, this.doc.y, margin + this.width))
      this.gap(12)
    }
    this.put('H2', text, { size: 13, strong: true })
    this.gap(6)
  }

  act(text: string, time: string): void {
    this.keep(70)
    this.gap(8)
    this.put('H3', text, { size: 10.5, strong: true })
    this.put('P', time, { size: 9, color: muted })
  }

  text(text: string, options: { small?: boolean; indent?: number } = {}): void {
    this.put('P', text, {
      ...(options.small ? { size: 8.5, color: muted } : { size: 10 }),
      indent: options.indent ?? 0,
    })
  }

  /** A label with what it stands for, on one line where it fits. */
  fact(label: string, value: string): void {
    if (value === '') return
    const left = 120
    this.keep(this.heightOf(value, 10, this.width - left) + 3)
    const top = this.doc.y
    const row = this.doc.struct('P', spoken(`${label} ${value}`))
    this.root.add(row)
    row.add(() => this.write(`${label} `, { size: 10, color: muted, width: left - 10 }))
    const low = this.doc.y
    this.doc.y = top
    row.add(() => this.write(value, { size: 10, indent: left, width: this.width - left }))
    row.end()
    this.doc.y = Math.max(low, this.doc.y) + 3
  }

  /** Words of somebody, in a box as evidence stands. */
  quote(label: string, text: string): void {
    const inner = this.width - 24
    const height = this.heightOf(label, 8.5, inner) + this.heightOf(text, 10, inner) + 18
    this.keep(height + 8)
    this.gap(5)
    const top = this.doc.y
    this.decorate(() =>
      this.doc.roundedRect(margin, top, this.width, height, 3).fillAndStroke(sunken, hairline),
    )
    this.doc.y = top + 8
    this.put('P', label, { size: 8.5, color: muted, indent: 12 })
    this.put('BlockQuote', text, { size: 10, indent: 12 })
    this.doc.y = top + height + 6
  }

  /** Pictures beside each other in two columns, over as many pages as it takes. `alt` is read once, with the first. */
  pictures(slices: readonly { png: Buffer; width: number; height: number }[], alt: string): void {
    const gap = 20
    const column = (this.width - gap) / 2
    let top = this.doc.y
    slices.forEach((slice, index) => {
      const isLeft = index % 2 === 0
      if (isLeft && index > 0) {
        this.doc.addPage()
        top = this.doc.y
      }
      const x = margin + (isLeft ? 0 : column + gap)
      const height = (slice.height / slice.width) * column
      const figure = { alt: index === 0 ? alt : '…', bbox: [x, top, x + column, top + height] }
      this.root.add(
        this.doc.struct('Figure', figure, () => this.doc.image(slice.png, x, top, { width: column })),
      )
      this.decorate(() => this.doc.rect(x, top, column, height).lineWidth(0.5).stroke(hairline))
      this.doc.y = Math.max(this.doc.y, top + height + 6)
    })
  }

  /** How high a picture may be on the rest of this page, in points, and how wide a column is. */
  get room(): { height: number; column: number } {
    return { height: this.doc.page.height - foot - this.doc.y - 8, column: (this.width - 20) / 2 }
  }

  /** Numbers the pages and closes the file. */
  async finish(footer: (page: number, pages: number) => string): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(start + page)
      const { margins, height } = this.doc.page
      const below = margins.bottom
      // Text below the margin would open a page of its own.
      margins.bottom = 0
      this.decorate(() => {
        takeFont(this.doc, 'plain').fontSize(8.5).fillColor(muted)
        this.doc.text(footer(page + 1, count), margin, height - 40, { width: this.width, lineBreak: false })
      }, 'Pagination')
      margins.bottom = below
    }
    this.root.end()
    this.doc.end()
    return this.bytes
  }

  private put(type: string, text: string, look: Look): void {
    this.root.add(this.doc.struct(type, spoken(text), () => this.write(text, look)))
  }

  private write(text: string, { size, strong, color = ink, indent = 0, width }: Look): void {
    const { x, width: room } = { x: margin + indent, width: width ?? this.width - 2 * indent }
    const font = strong ? 'strong' : 'plain'
    const lineGap = size * 0.18
    this.doc.fillColor(color)
    if (isLatin(text)) {
      takeFont(this.doc, font).fontSize(size)
      this.doc.text(text.normalize('NFC'), x, this.doc.y, { width: room, lineGap })
      return
    }
    const set = typeset(this.doc, text, { font, size, width: room, lineGap })
    let top = this.doc.y
    drawTypeset(this.doc, set, { x, width: room }, () => {
      if (top + set.lineHeight > this.doc.page.height - foot) {
        turnPage(this.doc)
        top = this.doc.y
      }
      const place = top
      top += set.lineHeight
      return place
    })
    this.doc.y = top
  }

  private heightOf(text: string, size: number, width: number): number {
    const lineGap = size * 0.18
    if (!isLatin(text)) return typeset(this.doc, text, { font: 'plain', size, width, lineGap }).height
    return takeFont(this.doc, 'plain')
      .fontSize(size)
      .heightOfString(text.normalize('NFC'), { width, lineGap })
  }

  private line(x: number, y: number, to: number): void {
    this.doc.moveTo(x, y).lineTo(to, y).lineWidth(0.7).stroke(hairline)
  }

  private decorate(draw: () => void, type = 'Layout'): void {
    this.doc.markContent('Artifact', { type } as PDFKit.Mixins.MarkingOptions)
    draw()
    this.doc.endMarkedContent()
  }
}

type Look = { size: number; strong?: boolean; color?: string; indent?: number; width?: number }

/** Shaped letters no longer say which letters they were: who reads aloud or searches gets the words beside them. */
const spoken = (text: string): { actual?: string } => (isLatin(text) ? {} : { actual: text })

/** A new page in the middle of a text: what was begun in the structure goes on there. The library's types do not know it. */
const turnPage = (doc: PDFKit.PDFDocument): void =>
  (doc as unknown as { continueOnNewPage: () => void }).continueOnNewPage()

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
}
