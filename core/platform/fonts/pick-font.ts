import type { FontName } from './fonts'

/** A stretch of text in one font. */
export type Piece = { text: string; font: FontName }

/** Whether a font has this code point. */
export type HasGlyph = (font: FontName, codePoint: number) => boolean

// The first that has a letter draws it; the largest file comes last, so that it is opened for who needs it.
export const otherScripts: readonly FontName[] = [
  'greekAndCyrillic',
  'hebrew',
  'arabic',
  'thai',
  'devanagari',
  'emoji',
  'eastAsian',
]

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** What is drawn by nobody: marks that only say how their neighbours look or in which direction they run. */
const unseen = /\p{Cf}|\p{Variation_Selector}/gu
const joins = /[\u200c\u200d]/u

const isDrawnBy = (font: FontName, text: string, has: HasGlyph): boolean =>
  [...text].every((letter) => joins.test(letter) || has(font, letter.codePointAt(0) ?? 0))

/** Its place in Unicode, for what no letters of ours can draw: who reads it can look up what stood there. */
const named = (text: string): string =>
  [...text]
    .filter((letter) => !joins.test(letter))
    .map((letter) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .join('')

/**
 * Divides a line into stretches that one font can draw. What none can is named by its code points, never left out and
 * never a question mark: a proof must not look as if something else had stood there.
 * @param first the font for all that it can draw
 */
export function pickFonts(text: string, first: FontName, has: HasGlyph): Piece[] {
  const pieces: Piece[] = []
  const add = (part: string, font: FontName) => {
    const last = pieces.at(-1)
    if (last?.font === font) last.text += part
    else pieces.push({ text: part, font })
  }
  for (const { segment } of graphemes.segment(
    text.normalize('NFC').replace(unseen, (mark) => (joins.test(mark) ? mark : '')),
  )) {
    const before = pieces.at(-1)?.font
    // Digits and signs stay in the script that they stand in, so that its words are shaped as one.
    const isSign = before && before !== 'emoji' && /^\P{L}$/u.test(segment)
    const candidates: FontName[] = isSign ? [before, first] : [first]
    const font = [...candidates, ...otherScripts].find((one) => isDrawnBy(one, segment, has))
    if (font) add(segment, font)
    else if ([...segment].length === 1) add(named(segment), first)
    else
      for (const letter of segment) {
        for (const piece of pickFonts(letter, first, has)) add(piece.text, piece.font)
      }
  }
  return pieces
}
