const halfLifeMs = 4 * 86_400_000
/** An offer a week and now and then one more is what people put up with. */
const putUpWith = 2

/** How much of a burden messages of one category are, beside an offer. */
const burdenOf: Record<string, number> = { MARKETING: 1, UTILITY: 0.15, AUTHENTICATION: 0.05 }

/** What a person had lately of one business: offers, each counting half as much every four days. */
export type Load = { load: number; load_at: number }

/** The load after one more message; free-form answers are no burden. */
export function addLoad(before: Load, category: string | undefined, now: number): Load {
  const left = before.load * 2 ** (-Math.max(0, now - before.load_at) / halfLifeMs)
  return { load: left + (category === undefined ? 0 : (burdenOf[category] ?? 1)), load_at: now }
}

/**
 * How annoying one message is: 1 for an ordinary offer to somebody who hears of this business about once a week. A pushy text
 * multiplies it up to six times, an offer every day about five times.
 */
export function annoyanceOf(message: {
  category: string | undefined
  pushiness: number
  load: number
}): number {
  if (message.category === undefined) return 0
  const tired = 1 + 0.5 * Math.max(0, message.load - putUpWith) ** 1.5
  return (burdenOf[message.category] ?? 1) * (1 + 5 * message.pushiness) * tired
}

/** The share of usual readers that is left: who is tired of a business opens its messages less. */
export const stillRead = (annoyance: number): number =>
  Math.min(1, Math.max(0.3, 1.05 - 0.05 * Math.max(1, annoyance)))
