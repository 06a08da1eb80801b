import bidiFactory from 'bidi-js'

const bidi = bidiFactory()

/** For every place in a text, how deep it stands in text of the other direction: odd runs from right to left. */
export function directionsOf(text: string): { levels: Uint8Array; isRightToLeft: boolean } {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text)
  return { levels, isRightToLeft: (paragraphs[0]?.level ?? 0) % 2 === 1 }
}

/** The stretches of a line as the eye meets them from left to right (rule L2 of Unicode's bidirectional algorithm). */
export function inVisualOrder<T extends { level: number }>(stretches: readonly T[]): T[] {
  const order = [...stretches]
  const highest = Math.max(0, ...order.map(({ level }) => level))
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from
      while (to < order.length && (order[to]?.level ?? 0) >= level) to += 1
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).reverse())
      from = to
    }
  }
  return order
}

const runsLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\u0660-\u0669]/u
const backwards = (text: string): string => [...text].reverse().join('')

/**
 * The letters of one stretch as they are handed to the font. That turns whatever is Hebrew or Arabic around by itself:
 * words rightly, the digits of Arabic wrongly. It knows nothing of brackets, nor of signs that stand alone.
 */
export function asDrawn(text: string, level: number): string {
  if (level % 2 === 0) return runsLeft.test(text) ? backwards(text) : text
  const mirrored = [...text].map((letter) => bidi.getMirroredCharacter(letter) ?? letter).join('')
  return runsLeft.test(text) ? mirrored : backwards(mirrored)
}
