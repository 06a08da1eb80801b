import { fontPath } from '../../../platform/fonts/fonts'

export type Doc = PDFKit.PDFDocument
export type Box = { x: number; y: number; width: number; height: number }
type Weight = 'plain' | 'strong' | 'bold'

/** Registers the fonts of a sheet, which are embedded as far as they are used. */
export function registerLetters(doc: Doc): void {
  for (const name of ['plain', 'strong', 'bold', 'mono'] as const) doc.registerFont(name, fontPath(name))
}

/** What Hanken Grotesk does not have: Geist Mono has Cyrillic, and what neither has is left out. */
const beyondLatin = /[^\n\u0020-\u024f\u1e80-\u1e9e\u2010-\u2026\u2032-\u203a\u20ac\u2122\u2212]/
const beyondBoth =
  /[^\n\u0020-\u024f\u0400-\u052f\u1e80-\u1e9e\u2010-\u2026\u2032-\u203a\u20ac\u2116\u2122\u2212]/gu

export type TextStyle = {
  weight: Weight | 'mono'
  colour: string
  /** Millimetres of a letter's height, of which the largest that fits is taken. */
  size: { most: number; least: number }
  align?: 'left' | 'center'
  lineGap?: number
}

/** Sizes that were found for a text and a box: most words of a sheet stand on every cell of it. */
const found = new WeakMap<Doc, Map<string, number>>()

/** Thrown when words do not fit on a sheet even at the smallest size that can be read. */
export class WordsDoNotFit extends Error {
  override name = 'WordsDoNotFit'
}

/**
 * Puts a text into a box, as large as fits.
 * @returns how high it became
 * @throws WordsDoNotFit rather than cutting what people have to know
 */
export function putText(doc: Doc, typed: string, box: Box, style: TextStyle): number {
  const text = typed
    .replace(beyondBoth, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  if (text === '') return 0
  doc.font(beyondLatin.test(text) ? 'mono' : style.weight).fillColor(style.colour)
  const words = text.split(/\s+/)
  const known = found.get(doc) ?? new Map<string, number>()
  found.set(doc, known)
  const key = [text, box.width.toFixed(3), box.height.toFixed(3), style.weight, style.size.most].join('\n')
  for (let size = known.get(key) ?? style.size.most; size >= style.size.least; size -= 0.05) {
    doc.fontSize(size)
    const options = { width: box.width, align: style.align ?? 'left', lineGap: (style.lineGap ?? 0) * size }
    // A word that is wider than the box would be broken in the middle.
    if (words.some((word) => doc.widthOfString(word) > box.width)) continue
    const height = doc.heightOfString(text, options)
    if (height > box.height) continue
    known.set(key, size)
    doc.text(text, box.x, box.y, options)
    return height
  }
  throw new WordsDoNotFit(`no room for ${text.length} letters`)
}
