import { plainWords, typoTargets, understandKeyword } from './keywords'
import {
  aboutSomethingElse,
  asksNotToStop,
  asksToStop,
  fillers,
  namesMessages,
  ownWords,
} from './near-miss-words'

/**
 * Why a message reads almost like STOP: a stop word with words of courtesy around it, a stop word with a slip of the finger, or a
 * sentence that asks for it.
 */
export type NearMiss = { why: 'courtesy' | 'typo' | 'sentence' }

/** Nobody asks to stop in more words than these; what is longer is a letter, and its head is read. */
const readLength = 2_000

/**
 * Whether a typed message is almost a STOP, so that somebody must judge it and marketing waits (platform rules: every request to
 * stop is honoured, in whichever words). Null for a keyword, which acts by itself, and for everything else. Pure.
 */
export function readNearMiss(text: string): NearMiss | null {
  if (understandKeyword(text)) return null
  const said = plainWords(text.slice(0, readLength)).replace(asksNotToStop, ' ').replace(/ +/g, ' ').trim()
  if (said === '') return null
  const words = said.split(' ').filter((word) => !fillers.has(word))
  if (words.length > 0 && words.length <= 3 && words.every((word) => understandKeyword(word) === 'stop')) {
    return { why: 'courtesy' }
  }
  const [only] = words
  if (words.length === 1 && only && isSlipOfStop(only)) return { why: 'typo' }
  if (!asksToStop.some((pattern) => pattern.test(said))) return null
  return aboutSomethingElse.test(said) && !namesMessages.test(said) ? null : { why: 'sentence' }
}

/** One slip in a short word, two in a long one, when that is nearer to stopping than to starting and no word of its own. */
function isSlipOfStop(word: string): boolean {
  if (word.length < 3 || ownWords.has(word)) return false
  const nearest = (targets: readonly string[]) =>
    Math.min(...targets.map((target) => distance(word, target) + (isWithin(word, target) ? 0 : 99)))
  return nearest(typoTargets.stop) < Math.min(99, nearest(typoTargets.start))
}

const isWithin = (word: string, target: string) => distance(word, target) <= (target.length >= 8 ? 2 : 1)

/** Insertions, losses, swaps of letters and of neighbours (optimal string alignment) from one word to another. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 99
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const above = rows[i - 1] as number[]
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, ((rows[i - 2] as number[])[j - 2] as number) + 1)
      }
      row.push(least)
    }
    rows.push(row)
  }
  return (rows[a.length] as number[])[b.length] as number
}
