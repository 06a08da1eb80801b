import { sql } from 'drizzle-orm'
import { always, type PolicyRule } from '../rule'

/** No act of consent for this topic stands: never asked, asked without an answer, refused, or long expired. */
export const notOptedIn: PolicyRule = {
  reason: 'not_opted_in',
  source: 'WhatsApp Business Messaging Policy: opt-in; Telecommunicatiewet art. 11.7; GDPR art. 6(1)(a)',
  appliesTo: always,
  condition: () => sql`(consent_states.state is null
    or consent_states.state in ('requested', 'refused')
    or (consent_states.state = 'expired' and consent_states.confirmed_at is not null))`,
}
