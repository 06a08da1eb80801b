import type { Look } from '../design/schema'
import type { ExpectedCode } from '../read-back/sheets'
import type { Spot } from './card'
import type { SheetJob } from './sheet'

/** What a thread is asked, and what it says. All of it crosses as a copy. */
export type ZipJob = {
  codes: { link: string; label: string; note: string; code: string }[]
  look: Look
  logo: Uint8Array | undefined
}

export type ThreadTask =
  | { kind: 'draw'; job: SheetJob }
  | { kind: 'read'; pdf: Uint8Array; expected: ExpectedCode[] }
  | { kind: 'zip'; job: ZipJob }

export type ThreadResult = {
  draw: { pdf: Uint8Array; spots: Spot[] }
  read: { unread: string[] }
  zip: { unread: string[] }
}

export type ThreadWord =
  /** Codes that were drawn or read since the last word. */
  | { kind: 'progress'; codes: number }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'result'; result: ThreadResult[keyof ThreadResult] }
  | { kind: 'failed'; name: string; message: string }
