import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { NoticeSeverity, SideChannel, WebhookRefusal } from '../states'
import { brandId, bytes, instant } from './columns'
import { whatsappAccounts } from './whatsapp-accounts'

/**
 * Calls to a callback address that were turned away, counted by day (in the brand's time zone) and reason, and nothing
 * of the calls themselves. Each process adds up in memory and writes once a second, so that a flood of forged calls
 * makes no flood of writes and never more than one row a day and reason.
 */
export const webhookRefusals = pgTable(
  'webhook_refusals',
  {
    brandId: brandId(),
    /** The number whose address was called, or null. */
    accountId: uuid('account_id'),
    /** Else the channel beside WhatsApp. */
    channel: text('channel').$type<SideChannel>(),
    day: date('day', { mode: 'string' }).notNull(),
    reason: text('reason').$type<WebhookRefusal>().notNull(),
    count: integer('count').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    unique('webhook_refusals_once').on(t.brandId, t.accountId, t.channel, t.day, t.reason).nullsNotDistinct(),
    check('webhook_refusals_owner', sql`num_nonnulls(account_id, channel) = 1`),
    foreignKey({
      columns: [t.brandId, t.accountId],
      foreignColumns: [whatsappAccounts.brandId, whatsappAccounts.id],
      name: 'webhook_refusals_account',
    }),
  ],
)

/**
 * A callback address that is being connected: WhatsApp will call it once with this token before anything is saved. A
 * row lives for minutes; a handshake that came sets `answered_at`, which is the proof that the way here is open.
 */
export const webhookHandshakes = pgTable(
  'webhook_handshakes',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    webhookKey: text('webhook_key').notNull(),
    verifyTokenSealed: bytes('verify_token_sealed').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('webhook_handshakes_key').on(t.webhookKey),
    index('webhook_handshakes_expiry').on(t.expiresAt),
  ],
)

/**
 * Statuses of messages that we do not know (yet): the answer to a send came after the status of it, or the message was
 * sent by somebody else on this number. They are joined when the message's id is recorded, looked at again every
 * minute, and dropped after seven days, which is as long as WhatsApp repeats itself.
 */
export const parkedStatuses = pgTable(
  'parked_statuses',
  {
    brandId: brandId(),
    accountId: uuid('account_id').notNull(),
    /** WhatsApp's id, or CM.com's reference. */
    providerMessageId: text('provider_message_id').notNull(),
    status: text('status').notNull(),
    /** What came as our own id with it. */
    messageId: uuid('message_id'),
    at: instant('at').notNull(),
    errorCode: integer('error_code'),
    errorTitle: text('error_title'),
    parkedAt: instant('parked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.accountId, t.providerMessageId, t.status] }),
    index('parked_statuses_message').on(t.brandId, t.providerMessageId),
    index('parked_statuses_expiry').on(t.parkedAt),
    foreignKey({
      columns: [t.brandId, t.accountId],
      foreignColumns: [whatsappAccounts.brandId, whatsappAccounts.id],
      name: 'parked_statuses_account',
    }),
  ],
)

/**
 * What WhatsApp told about an account: restrictions, violations, alerts, a refused name. Each notice once, by its
 * field, event and moment; `ended_at` is set when it no longer holds or staff have seen to it.
 */
export const accountNotices = pgTable(
  'account_notices',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    accountId: uuid('account_id').notNull(),
    /** The field of the webhook. */
    field: text('field').notNull(),
    /** WhatsApp's own word: `ACCOUNT_RESTRICTION`, `OBA_REJECTED`, `REJECTED`. */
    event: text('event').notNull(),
    severity: text('severity').$type<NoticeSeverity>().notNull(),
    /** WhatsApp's details, nothing about people. */
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    at: instant('at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('account_notices_once').on(t.brandId, t.accountId, t.field, t.event, t.at),
    index('account_notices_open').on(t.brandId, t.at).where(sql`ended_at is null`),
    foreignKey({
      columns: [t.brandId, t.accountId],
      foreignColumns: [whatsappAccounts.brandId, whatsappAccounts.id],
      name: 'account_notices_account',
    }),
  ],
)
