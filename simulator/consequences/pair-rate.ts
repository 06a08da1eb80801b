/** What one business owes one person: messages sent at once are borrowed from later. Instants in milliseconds. */
export type PairDebt = { burst_at: number; burst_count: number; debt_until: number }

const everyMs = 6000
const burstMs = 6000
const mostInBurst = 45

/**
 * One message to the same person every 6 seconds; up to 45 within 6 seconds may be borrowed from the time after them,
 * so that 20 at once mean two minutes of waiting. Gives the debt after one more message, or undefined when it has to
 * wait (131056).
 */
export function borrow(debt: PairDebt | undefined, now: number): PairDebt | undefined {
  if (!debt || now >= debt.debt_until) return { burst_at: now, burst_count: 1, debt_until: now + everyMs }
  const inBurst = now - debt.burst_at < burstMs && debt.burst_count < mostInBurst
  if (!inBurst) return undefined
  return {
    burst_at: debt.burst_at,
    burst_count: debt.burst_count + 1,
    debt_until: debt.debt_until + everyMs,
  }
}
