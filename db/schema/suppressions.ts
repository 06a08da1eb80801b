import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { SuppressionReason, SuppressionScope } from '../states'
import { brandId, bytes, instant } from './columns'
import { topics } from './consent'

/**
 * Numbers that get no messages, whoever adds them again. Holds a keyed hash and no number, so that it may stay when the
 * person is erased (GDPR article 17(3)(b), 21(3)). A row is never changed but for its lifting, and never removed.
 */
export const suppressions = pgTable(
  'suppressions',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    phoneHash: bytes('phone_hash').notNull(),
    scope: text('scope').$type<SuppressionScope>().notNull(),
    topicId: uuid('topic_id'),
    reason: text('reason').$type<SuppressionReason>().notNull(),
    /** In the brand's own words; never about whom. */
    note: text('note'),
    /** Since when they want no messages, as the other system says or as it is here. */
    at: instant('at').notNull(),
    addedAt: instant('added_at').notNull(),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id'),
    liftedAt: instant('lifted_at'),
    /** `confirmed`: they came back by themselves. `removed`: an owner took it off. */
    liftedBy: text('lifted_by').$type<'confirmed' | 'removed'>(),
    liftedActorId: text('lifted_actor_id'),
    liftNote: text('lift_note'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    // One standing entry a number and scope: what is imported twice stands once.
    uniqueIndex('suppressions_standing')
      .on(
        t.brandId,
        t.phoneHash,
        t.scope,
        sql`coalesce(topic_id, '00000000-0000-0000-0000-000000000000'::uuid)`,
      )
      .where(sql`lifted_at is null`),
    index('suppressions_added').on(t.brandId, t.addedAt, t.id),
    foreignKey({
      columns: [t.brandId, t.topicId],
      foreignColumns: [topics.brandId, topics.id],
      name: 'suppressions_topic',
    }),
  ],
)
