import { foreignKey, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { ApiScope } from '../states'
import { brandId, bytes, instant } from './columns'

/** Keys with which a brand's own systems call us. The secret itself is shown once and kept as a hash only. */
export const apiKeys = pgTable(
  'api_keys',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** The public part, in front of the secret: finds the row, proves nothing. */
    code: text('code').notNull().unique(),
    secretHash: bytes('secret_hash').notNull(),
    scopes: jsonb('scopes').$type<ApiScope[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: uuid('created_by').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('api_keys_name').on(t.brandId, t.name)],
)

/** What was answered to a call with an Idempotency-Key, so that the same call again does nothing again. Kept for a day. */
export const apiCalls = pgTable(
  'api_calls',
  {
    brandId: brandId(),
    apiKeyId: uuid('api_key_id').notNull(),
    /** Keyed hash of the caller's key. */
    callHash: bytes('call_hash').notNull(),
    /** SHA-256 of the body: the same key with another body is a mistake of theirs. */
    bodyHash: bytes('body_hash').notNull(),
    answer: jsonb('answer').$type<Record<string, unknown>>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.apiKeyId, t.callHash] }),
    foreignKey({
      columns: [t.brandId, t.apiKeyId],
      foreignColumns: [apiKeys.brandId, apiKeys.id],
      name: 'api_calls_key',
    }),
  ],
)
