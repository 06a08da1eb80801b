import { sql } from 'drizzle-orm'
import { always, type Moment, type PolicyRule } from '../rule'

/** They asked for a while without messages, and it is not over. */
export const pausedByPerson = {
  reason: 'paused_by_person',
  source: 'Their own choice; WhatsApp Business Messaging Policy: requests to stop',
  appliesTo: always,
  condition: (p: Moment) => sql`(subscribers.paused_until is not null
    and subscribers.paused_until > ${p.now.toISOString()}::timestamptz)`,
} satisfies PolicyRule
