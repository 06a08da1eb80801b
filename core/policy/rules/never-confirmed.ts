import { sql } from 'drizzle-orm'
import { always, type PolicyInput, type PolicyRule } from '../rule'

/** Whether this person's tick is no consent yet: by the brand's rule for all, or by where it came from. */
const tickIsNotEnough = ({ doubleOptIn, confirmedAllTheSame: { sources, countries } }: PolicyInput) =>
  doubleOptIn
    ? sql`true`
    : sql`(consent_states.source_kind = any(${`{${sources.join(',')}}`}::text[])
        or subscribers.country = any(${`{${countries.join(',')}}`}::text[]))`

/** Somebody ticked the box for this number, and the number itself never said so. */
export const neverConfirmed: PolicyRule = {
  reason: 'never_confirmed',
  source:
    "The brand's own rule of double opt-in, and for German numbers what their courts ask (UWG s. 7); GDPR art. 7(1): be able to show that the person consented",
  appliesTo: always,
  // A confirmation from before does not count for a tick that came after it; and a sign-up that ran out was never
  // confirmed, whatever the brand asks for today.
  condition: (p) => sql`((consent_states.state = 'given' and ${tickIsNotEnough(p)}) or
    (consent_states.state = 'expired' and consent_states.confirmed_at is null))`,
}
