import { type FontName, readFont } from './fonts'
import { type Piece, pickFonts } from './pick-font'
import { asDrawn, directionsOf, inVisualOrder } from './visual-order'

export type Doc = PDFKit.PDFDocument

type Run = { text: string; font: FontName; width: number }
/** `breaksWord`: a word was too wide for any line, and goes on in the next. */
type Line = { runs: Run[]; width: number; isRightToLeft: boolean; breaksWord: boolean }
/** `lineHeight` and `ascent` in the units of the document. */
export type Typeset = { lines: Line[]; size: number; lineHeight: number; ascent: number; height: number }

type Wish = { font: FontName; size: number; width: number; lineGap: number }

/** What the library keeps of the font that it draws with, which its types do not know. */
type InUse = { ascender: number; font: { hasGlyphForCodePoint: (codePoint: number) => boolean } }
const inUse = (doc: Doc): InUse => (doc as unknown as { _font: InUse })._font

const read = new WeakMap<Doc, Set<FontName>>()

/** Draws with a font from here on. It is read when a document first needs it. */
export function takeFont(doc: Doc, name: FontName): Doc {
  const known = read.get(doc) ?? new Set()
  read.set(doc, known)
  if (!known.has(name)) doc.registerFont(name, readFont(name))
  known.add(name)
  return doc.font(name)
}

/** What Hanken Grotesk draws by itself, from left to right: nearly everything, and the library's own setting will do. */
const latin =
  /^[\t\n\r\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u1e80-\u1e85\u2010-\u2026\u2039\u203a\u20ac\u2122\u2212]*$/

export const isLatin = (text: string): boolean => latin.test(text.normalize('NFC'))

/** Where a line may end: after a space, and beside every letter of the scripts that put none. */
const places =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu

/**
 * Sets a text of any script in lines of a width: each letter in a font that has it, words of Hebrew and Arabic from right
 * to left, what no font has by the name of its code point.
 */
export function typeset(doc: Doc, text: string, wish: Wish): Typeset {
  const lines = text.split('\n').flatMap((part) => setParagraph(doc, part, wish))
  takeFont(doc, wish.font).fontSize(wish.size)
  const lineHeight = doc.currentLineHeight(true) + wish.lineGap
  const ascent = (inUse(doc).ascender / 1000) * wish.size
  return { lines, size: wish.size, lineHeight, ascent, height: lines.length * lineHeight }
}

function setParagraph(doc: Doc, typed: string, { font, size, width }: Wish): Line[] {
  const pieces = pickFonts(typed, font, (name, codePoint) => {
    takeFont(doc, name)
    return inUse(doc).font.hasGlyphForCodePoint(codePoint)
  })
  const text = pieces.map((piece) => piece.text).join('')
  const fonts = pieces.flatMap((piece) => Array<FontName>(piece.text.length).fill(piece.font))
  const { levels, isRightToLeft } = directionsOf(text)
  const runsOf = (from: number, to: number) => cut(doc, { text, fonts, levels, size }, from, to)
  const lines: Line[] = []
  let start = 0
  let end = 0
  let breaksWord = false
  const finish = () => {
    const runs = runsOf(start, start + text.slice(start, end).trimEnd().length)
    lines.push({ runs, width: widthOf(runs), isRightToLeft, breaksWord })
    start = end
  }
  for (const { 0: word, index } of text.matchAll(places)) {
    const ends = stops(word, index, (from, upTo) => widthOf(runsOf(from, upTo)) <= width)
    breaksWord ||= ends.length > 1
    for (const to of ends) {
      if (end > start && widthOf(runsOf(start, start + text.slice(start, to).trimEnd().length)) > width)
        finish()
      end = to
    }
  }
  if (end > start || lines.length === 0) finish()
  return lines
}

/** The places at which a word may be left: its end, or within where it is wider than a line. */
function stops(word: string, index: number, fits: (from: number, to: number) => boolean): number[] {
  if (word.trim() === '' || fits(index, index + word.length)) return [index + word.length]
  let at = index
  return [...word].map((letter) => (at += letter.length))
}

type Whole = { text: string; fonts: FontName[]; levels: Uint8Array; size: number }

/** Part of a paragraph as runs of one font and direction, from left to right. Words that run to the left stand alone. */
function cut(doc: Doc, { text, fonts, levels, size }: Whole, from: number, to: number): Run[] {
  const found: (Piece & { level: number; isSpace: boolean })[] = []
  for (let at = from; at < to; at += 1) {
    const [letter = '', font = 'plain', level = 0] = [text[at], fonts[at], levels[at]]
    const isSpace = letter === ' '
    const last = found.at(-1)
    const isSame =
      last?.font === font && last.level === level && (level % 2 === 0 || last.isSpace === isSpace)
    if (isSame && last) last.text += letter
    else found.push({ text: letter, font, level, isSpace })
  }
  return inVisualOrder(found).map(({ text, font, level }) => {
    const drawn = asDrawn(text, level)
    return { text: drawn, font, width: takeFont(doc, font).fontSize(size).widthOfString(drawn) }
  })
}

const widthOf = (runs: readonly Run[]): number => runs.reduce((sum, { width }) => sum + width, 0)

/** Draws what was set; `place` gives the top of each line, and may turn the page for it. */
export function drawTypeset(
  doc: Doc,
  { lines, size, ascent }: Typeset,
  box: { x: number; width: number; align?: 'left' | 'center' },
  place: () => number,
): void {
  for (const line of lines) {
    const top = place()
    const room = box.width - line.width
    let x = box.x + (box.align === 'center' ? room / 2 : line.isRightToLeft ? room : 0)
    for (const { text, font, width } of line.runs) {
      takeFont(doc, font).fontSize(size)
      doc.text(text, x, top + ascent, { lineBreak: false, baseline: 'alphabetic' })
      x += width
    }
  }
}
