import { sql } from 'drizzle-orm'
import { marketingOnly, type PolicyRule } from '../rule'

/** They switched offers from this business off in WhatsApp itself. It says nothing about order updates. */
export const stoppedInWhatsapp = {
  reason: 'stopped_in_whatsapp',
  source: 'WhatsApp: user_preferences stop, error 131050',
  appliesTo: marketingOnly,
  condition: () => sql`(subscribers.platform_stopped_at is not null)`,
} satisfies PolicyRule
