import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { brandId, bytes, instant } from './columns'

/**
 * A person, as one brand knows them: by their number, by their business-scoped user id (BSUID), or by both. Who hides
 * the number behind a username has the id alone. `service_window_until` (they wrote to us) and consent are two facts
 * and are never derived from each other.
 *
 * A row with `merged_into_id` is no person any more: it turned out to be the one named there, and stays because the
 * ledger points at it. It has no number, id, name or consent of its own; lists and audiences leave it out.
 */
export const subscribers = pgTable(
  'subscribers',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    /** Null for who hides it behind a username. */
    phoneE164: text('phone_e164'),
    /** WhatsApp's id of this person towards this business: `NL.134…`. Changes when they change number. */
    waUserId: text('wa_user_id'),
    /** Without the @, as they chose it; people may change it, so it names nobody. */
    username: text('username'),
    mergedIntoId: uuid('merged_into_id'),
    country: text('country').notNull(),
    /** Language of the page they signed up on, or of the brand. */
    language: text('language').notNull(),
    name: text('name'),
    /** They wrote to us: free-form answers are allowed until then. */
    serviceWindowUntil: instant('service_window_until'),
    /** They pressed WhatsApp's own stop for offers, or 131050 told us so. */
    platformStoppedAt: instant('platform_stopped_at'),
    /** They asked for a pause. */
    pausedUntil: instant('paused_until'),
    /** WhatsApp said that the number cannot be reached (131026). */
    unreachableAt: instant('unreachable_at'),
    lastMessageAt: instant('last_message_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('subscribers_phone').on(t.brandId, t.phoneE164),
    unique('subscribers_wa_user').on(t.brandId, t.waUserId),
    check('subscribers_known_by', sql`num_nonnulls(phone_e164, wa_user_id, merged_into_id) > 0`),
    index('subscribers_merged').on(t.brandId, t.mergedIntoId).where(sql`merged_into_id is not null`),
    foreignKey({
      columns: [t.brandId, t.mergedIntoId],
      foreignColumns: [t.brandId, t.id],
      name: 'subscribers_merged_into',
    }),
    index('subscribers_created').on(t.brandId, t.createdAt, t.id),
    index('subscribers_name_search').using('gin', sql`name gin_trgm_ops`),
    index('subscribers_phone_search').using('gin', sql`phone_e164 gin_trgm_ops`),
    index('subscribers_username_search').using('gin', sql`username gin_trgm_ops`),
  ],
)

/** The key under which one person's evidence is sealed. Destroying the row erases the evidence for good. */
export const subscriberKeys = pgTable(
  'subscriber_keys',
  {
    brandId: brandId(),
    subscriberId: uuid('subscriber_id').notNull(),
    wrappedKey: bytes('wrapped_key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.subscriberId] }),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'subscriber_keys_subscriber',
    }),
  ],
)
