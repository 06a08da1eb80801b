import { diff } from 'node:util'

/** A stretch of words: in both texts, only in the earlier, or only in the later. */
export type Stretch = { kind: 'same' | 'out' | 'in'; text: string }

const kinds = { 0: 'same', 1: 'out', [-1]: 'in' } as const

/** What became of a text, word by word. Words keep the space after them, so that each side reads as it was. */
export function diffWords(before: string, after: string): Stretch[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const words = (text: string): string[] => text.match(/\S+\s*/g) ?? []
  const stretches: Stretch[] = []
  // Node's Myers diff marks what is only in its first text with 1, what is only in its second with -1.
  for (const [operation, word] of diff(words(before), words(after))) {
    const kind = kinds[operation as -1 | 0 | 1]
    const last = stretches.at(-1)
    if (last?.kind === kind) last.text += word
    else stretches.push({ kind, text: word })
  }
  return stretches
}
