import { sql } from 'drizzle-orm'
import { tickIsNotEnoughSql } from '../../consent/counts-sql'
import { always, type PolicyRule } from '../rule'

const columns = { sourceKind: sql`consent_states.source_kind`, country: sql`subscribers.country` }

/** Somebody ticked the box for this number, and the number itself never said so. */
export const neverConfirmed: PolicyRule = {
  reason: 'never_confirmed',
  source:
    "The brand's own rule of double opt-in, and for German numbers what their courts ask (UWG s. 7); GDPR art. 7(1): be able to show that the person consented",
  appliesTo: always,
  // A confirmation from before does not count for a tick that came after it; and a sign-up that ran out was never
  // confirmed, whatever the brand asks for today.
  condition: (p) => sql`((consent_states.state = 'given' and ${tickIsNotEnoughSql(p.counting, columns)}) or
    (consent_states.state = 'expired' and consent_states.confirmed_at is null))`,
}
