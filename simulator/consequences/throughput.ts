/** Messages a second that a number may send, by level. */
export const throughputOf: Record<string, number> = { STANDARD: 80, HIGH: 1000 }

/**
 * Whether one more message fits into this second; the second slides, so that a steady pace at the limit passes. Kept
 * in memory and in real time: it protects machines.
 */
export function createThroughput() {
  const levels = new Map<string, { tokens: number; at: number }>()
  return {
    take(phoneNumberId: string, perSecond: number, now: number): boolean {
      const level = levels.get(phoneNumberId) ?? { tokens: perSecond, at: now }
      levels.set(phoneNumberId, level)
      level.tokens = Math.min(perSecond, level.tokens + ((now - level.at) * perSecond) / 1000)
      level.at = now
      if (level.tokens < 1) return false
      level.tokens -= 1
      return true
    },
  }
}
