import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { SendingPause, SideChannel, WebhookKind, WhatsAppProviderName } from '../states'
import { brandId, bytes, instant } from './columns'

/** Open vocabularies of WhatsApp (`status` CONNECTED, `nameStatus` APPROVED, `throughput` STANDARD, `canSend` AVAILABLE). */
export type NumberDetails = {
  status: string | null
  nameStatus: string | null
  throughput: string | null
  codeVerification: string | null
  accountMode: string | null
  canSend: string | null
  /** What stands in the way, by WhatsApp's own entity (PHONE_NUMBER, WABA, BUSINESS, APP). */
  problems: { entity: string; code: number | null; description: string; solution: string | null }[]
}

/**
 * The WhatsApp number a brand sends from and the keys to it. The sealed columns are AES-256-GCM under the
 * server's key and never leave the server again.
 */
export const whatsappAccounts = pgTable(
  'whatsapp_accounts',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    /** Which wire this number is spoken to over: Meta's Cloud API, or CM.com. It decides which columns are filled. */
    provider: text('provider').$type<WhatsAppProviderName>().notNull(),
    isSimulator: boolean('is_simulator').notNull(),
    /** Without version or path: `https://graph.facebook.com`, `https://gw.cmtelecom.com` or the simulator. */
    apiBaseUrl: text('api_base_url').notNull(),
    apiVersion: text('api_version').notNull(),
    /** Where chat links start: `https://wa.me` or the simulator's stand-in. */
    linkBaseUrl: text('link_base_url').notNull(),
    /** Meta's id of the WhatsApp Business account. CM.com does not tell it. */
    wabaId: text('waba_id'),
    /** The provider's own name of the number: Meta's id, or with CM.com the digits of the number itself. */
    phoneNumberId: text('phone_number_id').notNull(),
    displayPhoneE164: text('display_phone_e164').notNull(),
    verifiedName: text('verified_name').notNull(),
    /** What we show to be let in: Meta's access token, or CM.com's product token. */
    accessTokenSealed: bytes('access_token_sealed').notNull(),
    /** Meta only: signs the webhooks. */
    appSecretSealed: bytes('app_secret_sealed'),
    /** Meta only: the word of the handshake. */
    verifyTokenSealed: bytes('verify_token_sealed'),
    /** CM.com only: the secret last part of the callback address, because CM.com signs nothing. */
    callbackTokenSealed: bytes('callback_token_sealed'),
    /** CM.com only: the namespace that its templates are called by. */
    templateNamespace: text('template_namespace'),
    /** Part of the callback address; names the account, proves nothing. */
    webhookKey: text('webhook_key').notNull().unique(),
    qualityRating: text('quality_rating').notNull().default('UNKNOWN'),
    /** Unique people a rolling 24 hours, as WhatsApp words it: `TIER_10K`. */
    messagingLimitTier: text('messaging_limit_tier').notNull().default('TIER_250'),
    /** The rest of what WhatsApp says of the number; null until it was asked. */
    numberDetails: jsonb('number_details').$type<NumberDetails>(),
    /**
     * WhatsApp restricted the account, so we send nothing that it would refuse: `campaigns`, or `all` with answers too.
     * Over when `sending_paused_until` has come, when WhatsApp lifts it, or when staff say so.
     */
    sendingPaused: text('sending_paused').$type<SendingPause>(),
    sendingPausedReason: text('sending_paused_reason'),
    sendingPausedAt: instant('sending_paused_at'),
    sendingPausedUntil: instant('sending_paused_until'),
    syncedAt: instant('synced_at'),
    /** When WhatsApp last proved to know the verify token, which is when the way here was last seen open. */
    handshakeAt: instant('handshake_at'),
    /** Since when another number sends for this brand. Statuses and answers to what this one sent still come in. */
    replacedAt: instant('replaced_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('whatsapp_accounts_number').on(t.brandId, t.phoneNumberId),
    uniqueIndex('whatsapp_accounts_current').on(t.brandId).where(sql`replaced_at is null`),
    check(
      'whatsapp_accounts_keys',
      sql`case provider
        when 'cloud-api' then waba_id is not null and app_secret_sealed is not null and verify_token_sealed is not null
        when 'cm' then callback_token_sealed is not null
        else false
      end`,
    ),
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
    /** The number whose address was called; null where it was that of a channel beside WhatsApp. */
    accountId: uuid('account_id'),
    /** The channel whose address was called. No key to its row: what came in outlives its disconnection. */
    channel: text('channel').$type<SideChannel>(),
    receivedAt: instant('received_at').notNull(),
    /** SHA-256 of the raw body: a redelivery of the same bytes is stored once. */
    bodyHash: bytes('body_hash').notNull(),
    /** Removed when it is 30 days old and was applied: it holds numbers and texts. The hash stays for as long as the row. */
    body: text('body'),
    /** In whose shape the body is. */
    kind: text('kind').$type<WebhookKind>().notNull().default('meta'),
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
    uniqueIndex('webhook_deliveries_channel_body')
      .on(t.brandId, t.channel, t.bodyHash)
      .where(sql`channel is not null`),
    check('webhook_deliveries_owner', sql`num_nonnulls(account_id, channel) = 1`),
    // Small, because arrivals lie on disk in the order of their time: the report reads only the last days.
    index('webhook_deliveries_received').using('brin', t.receivedAt),
    index('webhook_deliveries_bodies').on(t.appliedAt).where(sql`body is not null`),
    index('webhook_deliveries_empty').on(t.appliedAt).where(sql`body is null`),
    index('webhook_deliveries_backlog')
      .on(t.brandId, t.accountId, t.receivedAt, t.id)
      .where(sql`applied_at is null`),
  ],
)
