import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../../../platform/crypto'

/** Nobody reads a page, types a number and ticks a box in less. Stamps have whole seconds, so it may be one less. */
const leastMs = 2_000
/** A form may lie open for days; what is older was kept by somebody to send it over and over. */
const mostMs = 7 * 24 * 60 * 60 * 1000

export type StampVerdict = 'missing' | 'too-soon' | 'good'

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
const signature = (purpose: string, body: string) =>
  keyedHash(purpose, body).subarray(0, 9).toString('base64url')

const isSigned = (purpose: string, body: string, given: string) => {
  const right = Buffer.from(signature(purpose, body))
  const other = Buffer.from(given)
  return right.length === other.length && timingSafeEqual(right, other)
}

/**
 * When a form was served, signed, so that nobody can say it was earlier. It holds nothing about who asked: all who ask
 * within the same second get the same document, which is what lets it be prepared once.
 */
export function makeStamp(now: Date): string {
  const at = seconds(now).toString(36)
  return `${at}.${signature('form-stamp', at)}`
}

/** Whether somebody had the time to read the form that this stamp came with. */
export function readStamp(stamp: string | undefined, now: Date): StampVerdict {
  const [at = '', given = ''] = stamp?.split('.') ?? []
  if (!isSigned('form-stamp', at, given)) return 'missing'
  const age = now.getTime() - Number.parseInt(at, 36) * 1000
  if (age > mostMs) return 'missing'
  return age < leastMs ? 'too-soon' : 'good'
}

/** A turn in the queue of those whose browser runs no script while machines are at the door: for one number, from now. */
export function makeTurn(e164: string, now: Date): string {
  const at = seconds(now).toString(36)
  return `${at}.${signature('form-turn', `${at}:${e164}`)}`
}

/** How long this number still has to wait for its turn, 0 when it has come; undefined for a turn that is not ours. */
export function waitOfTurn(turn: string | undefined, e164: string, now: Date): number | undefined {
  const [at = '', given = ''] = turn?.split('.') ?? []
  if (!isSigned('form-turn', `${at}:${e164}`, given)) return undefined
  const age = now.getTime() - Number.parseInt(at, 36) * 1000
  if (age > mostMs) return undefined
  return Math.max(0, turnMs - age)
}

/** How long who cannot prove work waits instead. */
const turnMs = 30_000
