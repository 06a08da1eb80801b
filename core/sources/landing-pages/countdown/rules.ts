import type { PublicLanguage } from '@/db/states'
import type { MarkName, MarkValues } from '../document/rules'

/** The name of a countdown's place in a stored page: its moment, in seconds. */
export const leftMark = (until: string): MarkName => `left:${Math.floor(Date.parse(until) / 1000)}`

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/**
 * The time that is left, in the largest unit of which at least two are left: `5 days`, `47 hours`, `1 minute`.
 * Empty once the moment is there.
 */
export function timeLeft(untilSeconds: number, now: Date, language: PublicLanguage): string {
  const left = untilSeconds - Math.floor(now.getTime() / 1000)
  if (left <= 0) return ''
  const [unit, seconds] = units.find(([, size]) => left >= 2 * size) ?? (['minute', 60] as const)
  const count = Math.max(1, Math.floor(left / seconds))
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

/** What a stored page's countdowns say now; undefined when it has none, so that its answer can be kept for good. */
export function leftMarks(
  marks: readonly MarkName[],
  now: Date,
  language: PublicLanguage,
): MarkValues | undefined {
  const own = marks.filter((name) => name.startsWith('left:'))
  if (own.length === 0) return undefined
  return Object.fromEntries(own.map((name) => [name, timeLeft(Number(name.slice(5)), now, language)]))
}
