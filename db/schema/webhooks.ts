import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { WebhookRefusal } from '../states'
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
    accountId: uuid('account_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    reason: text('reason').$type<WebhookRefusal>().notNull(),
    count: integer('count').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.accountId, t.day, t.reason] }),
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
