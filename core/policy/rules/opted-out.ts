import { sql } from 'drizzle-orm'
import { always, type PolicyRule } from '../rule'

/** They said stop: by keyword, button, preference page, or to a colleague. */
export const optedOut: PolicyRule = {
  reason: 'opted_out',
  source: 'WhatsApp Business Messaging Policy: every request to stop is honoured; GDPR art. 7(3) and 21(3)',
  appliesTo: always,
  condition: () => sql`(consent_states.state is not distinct from 'withdrawn')`,
}
