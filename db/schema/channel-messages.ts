import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { ChannelMessagePurpose, ChannelMessageState, SideChannel } from '../states'
import { brandId, instant } from './columns'

/**
 * What a brand sent by SMS or e-mail, and what became of it. A row is there before the message leaves, because a report
 * may come before the answer does and names nothing but our own id. Of whom it went to, nothing is kept here.
 */
export const channelMessages = pgTable(
  'channel_messages',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    channel: text('channel').$type<SideChannel>().notNull(),
    purpose: text('purpose').$type<ChannelMessagePurpose>().notNull(),
    state: text('state').$type<ChannelMessageState>().notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    failedAt: instant('failed_at'),
    /** Of the refusal or the report: a code as core/providers keeps it, and the other side's own words. */
    errorCode: integer('error_code'),
    errorTitle: text('error_title'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('channel_messages_newest').on(t.brandId, t.channel, t.createdAt),
  ],
)
