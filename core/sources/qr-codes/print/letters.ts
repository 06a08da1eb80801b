import { type Doc, drawTypeset, isLatin, takeFont, typeset } from '../../../platform/fonts/typeset'

export type Box = { x: number; y: number; width: number; height: number }
type Weight = 'plain' | 'strong' | 'bold'

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
  const text = typed.replace(/\s+/g, ' ').trim().normalize('NFC')
  if (text === '') return 0
  const known = found.get(doc) ?? new Map<string, number>()
  found.set(doc, known)
  const key = [text, box.width.toFixed(3), box.height.toFixed(3), style.weight, style.size.most].join('\n')
  const { most, least } = style.size
  const fit = (size: number) => (isLatin(text) ? fitLatin : fitAny)(doc, text, box, style, size)
  const size = known.get(key) ?? largest(most, least, (size) => fit(size) !== undefined)
  const fitting = size === undefined ? undefined : fit(size)
  if (size === undefined || !fitting) throw new WordsDoNotFit(`no room for ${text.length} letters`)
  known.set(key, size)
  doc.fillColor(style.colour)
  fitting.draw()
  return fitting.height
}

const step = 0.05

/** The largest size that fits, in steps that no eye sees; halved at each try, because setting a text takes time. */
function largest(most: number, least: number, fits: (size: number) => boolean): number | undefined {
  if (fits(most)) return most
  let [tooLarge, fitting] = [0, Math.floor((most - least) / step)]
  if (!fits(most - fitting * step)) return undefined
  while (fitting - tooLarge > 1) {
    const between = Math.floor((tooLarge + fitting) / 2)
    if (fits(most - between * step)) fitting = between
    else tooLarge = between
  }
  return most - fitting * step
}

type Fitting = { height: number; draw: () => void } | undefined

/** Latin words in one font, as the library sets them itself. */
function fitLatin(doc: Doc, text: string, box: Box, style: TextStyle, size: number): Fitting {
  takeFont(doc, style.weight).fontSize(size)
  // A word that is wider than the box would be broken in the middle.
  if (text.split(' ').some((word) => doc.widthOfString(word) > box.width)) return
  const options = { width: box.width, align: style.align ?? 'left', lineGap: (style.lineGap ?? 0) * size }
  const height = doc.heightOfString(text, options)
  if (height > box.height) return
  return { height, draw: () => doc.text(text, box.x, box.y, options) }
}

/** Words of any script. */
function fitAny(doc: Doc, text: string, box: Box, style: TextStyle, size: number): Fitting {
  const lineGap = (style.lineGap ?? 0) * size
  const set = typeset(doc, text, { font: style.weight, size, width: box.width, lineGap })
  // As with Latin: rather smaller than broken in the middle.
  if (set.height > box.height || set.lines.some(({ breaksWord }) => breaksWord)) return
  let top = box.y
  const draw = () =>
    drawTypeset(doc, set, { x: box.x, width: box.width, align: style.align ?? 'left' }, () => {
      const place = top
      top += set.lineHeight
      return place
    })
  return { height: set.height, draw }
}
