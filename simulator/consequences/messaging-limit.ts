export const dayMs = 86_400_000

/** Unique users a day outside service windows, by step. */
const steps: readonly (readonly [tier: string, users: number])[] = [
  ['TIER_50', 50],
  ['TIER_250', 250],
  ['TIER_1K', 1000],
  ['TIER_2K', 2000],
  ['TIER_10K', 10_000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', Number.POSITIVE_INFINITY],
]
/** Steps that a business can be lifted to today. */
const ladder = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED']

/** Users a day; a step that nobody knows does not limit. */
export const usersOf = (tier: string): number =>
  steps.find(([name]) => name === tier)?.[1] ?? Number.POSITIVE_INFINITY

/** The step above, or undefined at the top. */
export const stepAbove = (tier: string): string | undefined =>
  ladder.find((name) => usersOf(name) > usersOf(tier))

/**
 * Whether the platform looks at lifting the limit: of the first steps when 2,000 users were reached in 30 days, above
 * them when half of the limit was reached in 7 days.
 */
export function deservesReview(tier: string, reached: { in7Days: number; in30Days: number }): boolean {
  const users = usersOf(tier)
  if (stepAbove(tier) === undefined) return false
  return users < 2000 ? reached.in30Days >= 2000 : reached.in7Days >= users / 2
}

/**
 * Who was reached outside a service window, newest last: the moving 24 hours count each person once. `add` is told
 * of every message, `count` may be asked at any later instant.
 */
export function createReach(entries: Iterable<readonly [peer: string, at: number]> = []) {
  // A Map keeps the order of adding, so the oldest stand in front.
  const last = new Map<string, number>(entries)
  let inDay: Map<string, number> | undefined

  const day = (now: number): Map<string, number> => {
    inDay ??= new Map([...last].filter(([, at]) => at > now - dayMs))
    for (const [peer, at] of inDay) {
      if (at > now - dayMs) break
      inDay.delete(peer)
    }
    return inDay
  }

  return {
    /** Users of the 24 hours up to `now`. */
    count: (now: number) => day(now).size,
    has: (peer: string, now: number) => day(now).has(peer),
    add(peer: string, now: number) {
      day(now).delete(peer)
      day(now).set(peer, now)
      last.delete(peer)
      last.set(peer, now)
    },
    /** Users reached since `since`. */
    since(since: number): number {
      let count = 0
      for (const at of last.values()) if (at > since) count += 1
      return count
    },
    /** Forgets who was last reached before `before`. */
    forget(before: number) {
      for (const [peer, at] of last) {
        if (at > before) break
        last.delete(peer)
      }
    },
  }
}

export type Reach = ReturnType<typeof createReach>
