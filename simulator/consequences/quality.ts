const hourMs = 3_600_000
const memoryMs = 7 * 24 * hourMs

export type Score = 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN'

/** What happened with the messages of one template within one hour. */
export type Feedback = {
  /** Unix milliseconds of the start of the hour. */
  hour: number
  delivered: number
  read: number
  /** Stop buttons and stop words. */
  stopped: number
  /** WhatsApp's own switch for offers. */
  switched: number
  muted: number
  blocked: number
  reported: number
}

export type FeedbackKind = Exclude<keyof Feedback, 'hour'>

/** How much one sign of displeasure counts against a template. */
const displeasure = { stopped: 0.2, switched: 0.5, muted: 0.5, blocked: 1, reported: 2 }
/** A good campaign's displeasure a message, and as how many messages it counts before there is any feedback. */
const usual = 0.003
const usualCounts = 150
/** From how many weighed deliveries on a template has a score. */
export const enoughDeliveries = 50
/** Below this share of readers a template loses as well. */
const fewReaders = 0.35
const costOfFewReaders = 0.02

/** Where a score falls, and how far things must improve before it rises again. */
const falls = { yellow: 0.009, red: 0.018 }
const rises = { yellow: 0.013, green: 0.006 }

export type Measured = { deliveries: number; badness: number }

/** Feedback of 7 days, the newest counting most: a full count now falls to a fifth at the end. */
export function measure(hours: readonly Feedback[], now: number): Measured {
  let deliveries = 0
  let bad = 0
  let settled = 0
  let reads = 0
  for (const hour of hours) {
    const age = now - hour.hour
    if (age >= memoryMs) continue
    const weight = 1 - 0.8 * (Math.max(0, age) / memoryMs)
    deliveries += weight * hour.delivered
    for (const kind of ['stopped', 'switched', 'muted', 'blocked', 'reported'] as const)
      bad += weight * displeasure[kind] * hour[kind]
    // Who got it today may still read it.
    if (age < 24 * hourMs) continue
    settled += weight * hour.delivered
    reads += weight * hour.read
  }
  const readShare = settled >= enoughDeliveries ? reads / settled : fewReaders
  return {
    deliveries,
    badness:
      (bad + usual * usualCounts) / (deliveries + usualCounts) +
      Math.max(0, fewReaders - readShare) * costOfFewReaders,
  }
}

/** The score after `current`; it moves slowly back, so that it does not flicker at a border. */
export function nextScore(current: Score, { deliveries, badness }: Measured): Score {
  if (deliveries < enoughDeliveries) return current
  if (badness >= falls.red) return 'RED'
  if (current === 'RED' && badness >= rises.yellow) return 'RED'
  if (badness >= falls.yellow) return 'YELLOW'
  if (current === 'GREEN' || current === 'UNKNOWN') return 'GREEN'
  return badness <= rises.green ? 'GREEN' : 'YELLOW'
}
