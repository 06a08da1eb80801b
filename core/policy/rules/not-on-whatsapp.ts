import { sql } from 'drizzle-orm'
import { always, type PolicyRule } from '../rule'

/** WhatsApp said that this number cannot be reached, and they have not written since. */
export const notOnWhatsapp = {
  reason: 'not_on_whatsapp',
  source: 'WhatsApp: error 131026',
  appliesTo: always,
  condition: () => sql`(subscribers.unreachable_at is not null)`,
} satisfies PolicyRule
