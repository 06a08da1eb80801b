import { boolean, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { SideChannel } from '../states'
import { brandId, bytes, instant } from './columns'

/**
 * How a brand sends SMS (over CM.com) and e-mail (over SMTP): one row a channel. What is secret in it is sealed
 * (AES-256-GCM under the server's key); `settings` holds the rest, in the shape of core/providers/<channel>/schema.ts.
 */
export const channelAccounts = pgTable(
  'channel_accounts',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    channel: text('channel').$type<SideChannel>().notNull(),
    isSimulator: boolean('is_simulator').notNull(),
    settings: jsonb('settings').notNull(),
    /** CM.com's product token, or the password of the mail server; null where the mail server asks for none. */
    secretSealed: bytes('secret_sealed'),
    /** Part of the callback address; names the account, proves nothing. */
    webhookKey: text('webhook_key').notNull().unique(),
    /** The secret last part of the callback address, for a channel that calls back. */
    callbackTokenSealed: bytes('callback_token_sealed'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('channel_accounts_channel').on(t.brandId, t.channel),
  ],
)
