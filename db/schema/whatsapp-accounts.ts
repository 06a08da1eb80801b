import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { brandId, bytes, instant } from './columns'

/**
 * The WhatsApp number a brand sends from and the keys to it. The sealed columns are AES-256-GCM under the
 * server's key and never leave the server again.
 */
export const whatsappAccounts = pgTable(
  'whatsapp_accounts',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    provider: text('provider').$type<'cloud-api'>().notNull(),
    isSimulator: boolean('is_simulator').notNull(),
    /** Where the Graph API is, without version: `https://graph.facebook.com` or the simulator. */
    apiBaseUrl: text('api_base_url').notNull(),
    apiVersion: text('api_version').notNull(),
    /** Where chat links start: `https://wa.me` or the simulator's stand-in. */
    linkBaseUrl: text('link_base_url').notNull(),
    wabaId: text('waba_id').notNull(),
    phoneNumberId: text('phone_number_id').notNull(),
    displayPhoneE164: text('display_phone_e164').notNull(),
    verifiedName: text('verified_name').notNull(),
    accessTokenSealed: bytes('access_token_sealed').notNull(),
    appSecretSealed: bytes('app_secret_sealed').notNull(),
    verifyTokenSealed: bytes('verify_token_sealed').notNull(),
    /** Part of the callback address; names the account, proves nothing. */
    webhookKey: text('webhook_key').notNull().unique(),
    qualityRating: text('quality_rating').notNull().default('UNKNOWN'),
    /** Unique people a rolling 24 hours, as WhatsApp words it: `TIER_10K`. */
    messagingLimitTier: text('messaging_limit_tier').notNull().default('TIER_250'),
    syncedAt: instant('synced_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('whatsapp_accounts_number').on(t.brandId, t.phoneNumberId),
  ],
)

/**
 * Every webhook POST, word for word, stored before it is answered or understood. A worker drains it in order of
 * arrival; rows without `applied_at` are the backlog, and growth means that the worker is down.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    accountId: uuid('account_id').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** SHA-256 of the raw body: a redelivery of the same bytes is stored once. */
    bodyHash: bytes('body_hash').notNull(),
    body: text('body').notNull(),
    appliedAt: instant('applied_at'),
    /** What could not be applied, in our own words; the rest of the delivery was. */
    problems: jsonb('problems').$type<string[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({
      columns: [t.brandId, t.accountId],
      foreignColumns: [whatsappAccounts.brandId, whatsappAccounts.id],
      name: 'webhook_deliveries_account',
    }),
    unique('webhook_deliveries_body').on(t.brandId, t.accountId, t.bodyHash),
    index('webhook_deliveries_backlog')
      .on(t.brandId, t.accountId, t.receivedAt, t.id)
      .where(sql`applied_at is null`),
  ],
)
