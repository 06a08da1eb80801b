import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Verdict } from '../states'
import { brandId, bytes, instant } from './columns'
import { subscribers } from './subscribers'

/**
 * Replies that read almost like STOP and wait for somebody to judge them. While a row of a person is not settled, marketing
 * to them waits (core/policy/rules/waiting-for-judgment.ts). A verdict can be taken back until a job carries it out.
 */
export const optOutReviews = pgTable(
  'opt_out_reviews',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    channel: text('channel').$type<'whatsapp' | 'sms'>().notNull(),
    /** The account it came in by, for the answer; null where no answer can be given. */
    accountId: uuid('account_id'),
    providerMessageId: text('provider_message_id').notNull(),
    /** Sealed under the server's key: their words and what in them was noticed. */
    sealed: bytes('sealed').notNull(),
    /** When they wrote it. */
    at: instant('at').notNull(),
    openedAt: instant('opened_at').notNull(),
    verdict: text('verdict').$type<Verdict>(),
    judgedAt: instant('judged_at'),
    judgedBy: uuid('judged_by'),
    /** Carried out, or overtaken: the person said STOP themselves meanwhile. */
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('opt_out_reviews_message').on(t.brandId, t.channel, t.providerMessageId),
    index('opt_out_reviews_open').on(t.brandId, t.subscriberId).where(sql`settled_at is null`),
    index('opt_out_reviews_order').on(t.brandId, t.at, t.id),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'opt_out_reviews_subscriber',
    }),
  ],
)
