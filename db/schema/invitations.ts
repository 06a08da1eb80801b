import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { InvitationState, SideChannel } from '../states'
import { brandId, bytes, instant } from './columns'
import { landingPages } from './landing-pages'
import { qrCodes } from './qr-codes'

/**
 * A message by SMS or e-mail to people who subscribe to that channel already, with a link to a page where they can sign up
 * for WhatsApp. Its recipients stand in channel_messages, one row each, and are the queue.
 */
export const invitations = pgTable(
  'invitations',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    channel: text('channel').$type<SideChannel>().notNull(),
    landingPageId: uuid('landing_page_id').notNull(),
    /** Its own short link, so that what came of it is counted like any other way to sign up. */
    qrCodeId: uuid('qr_code_id').notNull(),
    /** E-mail only. */
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    /** Where the list comes from and why these people may be written to over this channel, in staff's own words. */
    basis: text('basis').notNull(),
    state: text('state').$type<InvitationState>().notNull(),
    /** What the other side said when it took no more; null where a person stopped it. */
    stoppedFor: text('stopped_for'),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('invitations_newest').on(t.brandId, t.createdAt),
    foreignKey({
      columns: [t.brandId, t.landingPageId],
      foreignColumns: [landingPages.brandId, landingPages.id],
      name: 'invitations_page',
    }),
    foreignKey({
      columns: [t.brandId, t.qrCodeId],
      foreignColumns: [qrCodes.brandId, qrCodes.id],
      name: 'invitations_link',
    }),
  ],
)

/** Who wants no invitations over a channel: a keyed hash of the address, for ever. */
export const invitationRefusals = pgTable(
  'invitation_refusals',
  {
    brandId: brandId(),
    channel: text('channel').$type<SideChannel>().notNull(),
    addressHash: bytes('address_hash').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.channel, t.addressHash] })],
)
