import { sql } from 'drizzle-orm'
import { always, type PolicyRule } from '../rule'

/** Somebody ticked the box for this number, and the number itself never said so. */
export const neverConfirmed: PolicyRule = {
  reason: 'never_confirmed',
  source: "The brand's own rule of double opt-in; GDPR art. 7(1): be able to show that the person consented",
  appliesTo: always,
  // A confirmation from before does not count for a tick that came after it; and a sign-up that ran out was never
  // confirmed, whatever the brand asks for today.
  condition: (p) => sql`(${p.doubleOptIn ? sql`consent_states.state = 'given' or` : sql``}
    (consent_states.state = 'expired' and consent_states.confirmed_at is null))`,
}
