import { availableParallelism } from 'node:os'
import type { Spot } from './card'
import type { SheetJob } from './sheet'
import { openThread } from './threads'

/** More than four would only stand in each other's way: a page of 300 dpi is 9 MB. */
const mostThreads = 4

type Progress = {
  onDrawn?: (codes: number) => void
  /** All is drawn; from here codes are read back. */
  onReading?: () => void
  onRead?: (codes: number) => void
}

export type Sheets = { pdf: Uint8Array; pages: number; unread: string[] }

/**
 * Draws sheets in a thread, and reads every code back from the file that came of it, in as many threads as there are processors.
 * @throws ThreadFailure, with the name `WordsDoNotFit` when they do not
 */
export async function makeSheets(
  job: SheetJob,
  { onDrawn, onReading, onRead }: Progress = {},
): Promise<Sheets> {
  const threads = Array.from({ length: Math.min(mostThreads, availableParallelism()) }, openThread)
  try {
    const [first] = threads
    if (!first) throw new Error('no thread')
    const { pdf, spots } = await first.run({ kind: 'draw', job }, { onCodes: onDrawn })
    onReading?.()
    const pages = Math.max(0, ...spots.map(({ page }) => page + 1))
    const shares = threads.map((_, index) => spots.filter(({ page }) => page % threads.length === index))
    const unread = await Promise.all(
      threads.map(async (thread, index) => {
        const expected: Spot[] = shares[index] ?? []
        if (expected.length === 0) return []
        return (await thread.run({ kind: 'read', pdf, expected }, { onCodes: onRead })).unread
      }),
    )
    return { pdf, pages, unread: [...new Set(unread.flat())] }
  } finally {
    await Promise.all(threads.map((thread) => thread.close()))
  }
}
