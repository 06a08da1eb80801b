import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { brandId, instant } from './columns'

/**
 * Who wrote what, one row a command, written in the command's own transaction: a failed row rolls the command
 * back. Holds ids and counts, never numbers or texts of people, so that erasing a person leaves it whole.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    at: instant('at').notNull(),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id'),
    /** `noun.verb` */
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('audit_events_subject').on(t.brandId, t.subjectType, t.subjectId, t.at),
    index('audit_events_at').on(t.brandId, t.at),
  ],
)
