import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ChannelMessagePurpose, ChannelMessageState, InvitationSkipReason, SideChannel } from '../states'
import { brandId, bytes, instant } from './columns'
import { invitations } from './invitations'

/**
 * What a brand sent by SMS or e-mail, and what became of it. A row is there before the message leaves, because a report
 * may come before the answer does and names nothing but our own id. Of whom it
 * went to, a keyed hash is kept; the address itself only for as long as it waits.
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
    invitationId: uuid('invitation_id'),
    /** The address while it waits, sealed; gone once it was tried for the last time. */
    addressSealed: bytes('address_sealed'),
    addressHash: bytes('address_hash'),
    dueAt: instant('due_at'),
    /** Until when whoever claimed it may still be at it; after that what became of it is not known. */
    leaseUntil: instant('lease_until'),
    attempts: integer('attempts').notNull().default(0),
    skipReason: text('skip_reason').$type<InvitationSkipReason>(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('channel_messages_newest').on(t.brandId, t.channel, t.createdAt),
    uniqueIndex('channel_messages_once')
      .on(t.brandId, t.invitationId, t.addressHash)
      .where(sql`invitation_id is not null`),
    index('channel_messages_queue').on(t.brandId, t.invitationId, t.dueAt).where(sql`state = 'queued'`),
    index('channel_messages_leases').on(t.leaseUntil).where(sql`state = 'sending'`),
    foreignKey({
      columns: [t.brandId, t.invitationId],
      foreignColumns: [invitations.brandId, invitations.id],
      name: 'channel_messages_invitation',
    }),
  ],
)
