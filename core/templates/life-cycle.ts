import type { QualityScore } from '@/db/states'

/**
 * The status that a `message_template_status_update` event leads to. Some events name the step and not the place:
 * a template that was reinstated, unpaused or unarchived can be sent again. An unknown event is kept as it came.
 */
export function statusAfter(event: string): string {
  const name = event.toUpperCase()
  if (['REINSTATED', 'UNPAUSED', 'UNPAUSE', 'UNARCHIVED'].includes(name)) return 'APPROVED'
  // Flagged ones go on being sent; WhatsApp warns that it may pause or disable them.
  if (name === 'FLAGGED') return 'APPROVED'
  return name
}

/** WhatsApp writes an undecided rating as `UNKNOWN`, `PENDING` or `NA`. */
export function qualityAfter(score: string): string {
  const name = score.toUpperCase()
  return ['PENDING', 'NA', 'NONE', ''].includes(name) ? 'UNKNOWN' : name
}

/** Only an approved template can be sent. */
export const maySend = (status: string): boolean => status === 'APPROVED'

/** Meta's code in the API has an underscore, the same one in webhooks a hyphen: `en-US` is `en_US`. */
export const languageCode = (language: string): string => language.replace('-', '_')

/** The rung on which a rating stands in the timeline; a paused template has none, nor has one without a rating. */
export type QualityLevel = QualityScore | 'PAUSED'

export type QualitySpan = { level: QualityLevel; from: Date; until: Date; reason: string | null }

type HistoryEvent = {
  kind: string
  previous: string | null
  current: string
  reason: string | null
  at: Date
}

const ratings: readonly string[] = ['GREEN', 'YELLOW', 'RED']

const levelOf = (status: string, quality: string): QualityLevel => {
  if (status === 'PAUSED' || status === 'DISABLED') return 'PAUSED'
  return ratings.includes(quality) ? (quality as QualityLevel) : 'UNKNOWN'
}

/**
 * The ratings over time as spans without gaps, oldest first, from `from` until `until`. A pause covers the rating
 * while it lasts. Spans of no length are left out; neighbours on one rung are one span.
 * @param now what holds at the end, for a template without events
 * @param events in any order
 */
export function qualitySpans(
  events: readonly HistoryEvent[],
  now: { status: string; qualityScore: string },
  from: Date,
  until: Date,
): QualitySpan[] {
  const told = events
    .filter((event) => event.kind === 'quality' || event.kind === 'status')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const firstOf = (kind: string) => told.find((event) => event.kind === kind)
  let status = firstOf('status')?.previous ?? (firstOf('status') ? 'UNKNOWN' : now.status)
  let quality = firstOf('quality')?.previous ?? (firstOf('quality') ? 'UNKNOWN' : now.qualityScore)
  const spans: QualitySpan[] = []
  const push = (at: Date, reason: string | null) => {
    const start = at < from ? from : at
    const level = levelOf(status, quality)
    const last = spans.at(-1)
    if (last?.level === level) return
    if (last) last.until = start
    spans.push({ level, from: start, until, reason })
  }
  push(from, null)
  for (const event of told) {
    if (event.at >= until) break
    if (event.kind === 'status') status = event.current
    else quality = event.current
    push(event.at, event.reason)
  }
  return joined(spans.filter((span) => span.until > span.from))
}

function joined(spans: QualitySpan[]): QualitySpan[] {
  const kept: QualitySpan[] = []
  for (const span of spans) {
    const last = kept.at(-1)
    if (last?.level === span.level) last.until = span.until
    else kept.push(span)
  }
  return kept
}
