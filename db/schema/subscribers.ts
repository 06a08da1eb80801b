import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
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
import type { ConsentState, SourceKind } from '../states'
import { brandId, brandOfParent, bytes, instant } from './columns'

/** A name as it sorts and is searched: the bytes in order, whatever the language of the server. */
const sortKey = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

/** What a brand knows of a person beside consent, by the key of its definition: `{"size": "54"}`. */
export type Attributes = Record<string, string | number | boolean>

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
    /**
     * Keyed hash of the number (of WhatsApp's id where it is hidden) within this brand, as the suppression list has it (core/consent/suppression-hash.ts). Emptied by
     * a trigger when the number changes; a job fills what is empty, and until then the policy fails closed.
     */
    phoneHash: bytes('phone_hash'),
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
    /** At most so many marketing messages in any 30 days over all topics, when they chose a number themselves. */
    maxPerMonth: integer('max_per_month'),
    /** WhatsApp said that the number cannot be reached (131026). */
    unreachableAt: instant('unreachable_at'),
    /**
     * How they answer what we send: the last message that WhatsApp accepted, the last time they read one, the last time
     * they pressed a button under one, and how many came since the last that they read. Kept by the `refresh-activity`
     * job, so a minute behind.
     */
    lastMessageAt: instant('last_message_at'),
    lastReadAt: instant('last_read_at'),
    lastPressedAt: instant('last_pressed_at'),
    unreadInARow: integer('unread_in_a_row').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    /** Labels that staff give: lower case, each one in `subscriber_tags`. */
    tags: text('tags').array().notNull().default(sql`'{}'`),
    attributes: jsonb('attributes').$type<Attributes>().notNull().default({}),
    /** Rises with every change that staff make by hand; one that names an older revision is refused, so two tabs cannot overwrite each other. */
    revision: integer('revision').notNull().default(1),
    /** Erased: the row stays because the ledger points at it, nothing personal stays in it. */
    erasedAt: instant('erased_at'),
    /** The name, or the username, without capitals and accents, for search and order. Who has neither stands after all who have. */
    nameKey: sortKey('name_key')
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce(regexp_replace(lower(normalize(coalesce(name, username), NFKD)), '[\\u0300-\\u036f]', '', 'g'), chr(1114109))`,
      ),
    /**
     * The consent that speaks for the person at a glance, and where it came from: what the list sorts and filters by, in
     * one row. A trigger on `consent_states` keeps these five; whoever inserts many people may fill them and save it the
     * second write.
     */
    consentState: text('consent_state').$type<ConsentState>(),
    consentIsMarketing: boolean('consent_is_marketing'),
    sourceKind: text('source_kind').$type<SourceKind>(),
    sourcePageId: uuid('source_page_id'),
    sourceQrCodeId: uuid('source_qr_code_id'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('subscribers_phone').on(t.brandId, t.phoneE164),
    unique('subscribers_wa_user').on(t.brandId, t.waUserId),
    check('subscribers_known_by', sql`num_nonnulls(phone_e164, wa_user_id, merged_into_id, erased_at) > 0`),
    index('subscribers_merged').on(t.brandId, t.mergedIntoId).where(sql`merged_into_id is not null`),
    foreignKey({
      columns: [t.brandId, t.mergedIntoId],
      foreignColumns: [t.brandId, t.id],
      name: 'subscribers_merged_into',
    }),
    index('subscribers_phone_hash').on(t.brandId, t.phoneHash),
    index('subscribers_without_hash')
      .on(t.brandId)
      .where(sql`phone_hash is null and num_nonnulls(phone_e164, wa_user_id) > 0`),
    index('subscribers_created').on(t.brandId, t.createdAt, t.id),
    index('subscribers_by_name').on(t.brandId, t.nameKey, t.id),
    index('subscribers_by_last_message').on(
      t.brandId,
      // Who never had one stands before all who had: an order has no gaps.
      sql`coalesce(last_message_at, '-infinity'::timestamptz)`,
      t.id,
    ),
    // One for each narrowing that is used most, in the order that the list has by itself (decision 13).
    index('subscribers_by_state').on(t.brandId, t.consentState, t.createdAt, t.id),
    index('subscribers_by_page').on(t.brandId, t.sourcePageId, t.createdAt, t.id),
    index('subscribers_by_qr_code').on(t.brandId, t.sourceQrCodeId, t.createdAt, t.id),
    index('subscribers_by_source').on(t.brandId, t.sourceKind, t.createdAt, t.id),
    index('subscribers_stopped').on(t.brandId, t.createdAt, t.id).where(sql`platform_stopped_at is not null`),
    index('subscribers_by_country').on(t.brandId, t.country, t.createdAt, t.id),
    index('subscribers_by_language').on(t.brandId, t.language, t.createdAt, t.id),
    index('subscribers_window')
      .on(t.brandId, t.serviceWindowUntil)
      .where(sql`service_window_until is not null`),
    index('subscribers_tags').using('gin', t.tags),
    index('subscribers_attributes').using('gin', sql`attributes jsonb_path_ops`),
    index('subscribers_name_search').using('gin', sql`name_key gin_trgm_ops`),
    index('subscribers_phone_search').using('gin', sql`phone_e164 gin_trgm_ops`),
    index('subscribers_username_search').using('gin', sql`username gin_trgm_ops`),
  ],
)

/** The key under which one person's evidence is sealed. Destroying the row erases the evidence for good. */
export const subscriberKeys = pgTable(
  'subscriber_keys',
  {
    brandId: brandOfParent(),
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

/** The tags a brand uses, for choices without reading a million people. */
export const subscriberTags = pgTable(
  'subscriber_tags',
  {
    brandId: brandId(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.name] })],
)

/** The attributes a brand keeps, with their kind: what a filter and a segment may ask about. */
export const attributeDefinitions = pgTable(
  'attribute_definitions',
  {
    brandId: brandId(),
    key: text('key').notNull(),
    label: text('label').notNull(),
    kind: text('kind').$type<'text' | 'number' | 'date' | 'boolean'>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.key] })],
)

/** What staff wrote down about a person. Goes when the person is erased. */
export const subscriberNotes = pgTable(
  'subscriber_notes',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    text: text('text').notNull(),
    staffId: uuid('staff_id'),
    createdAt: instant('created_at').notNull(),
    /** When its author wrote it anew. */
    changedAt: instant('changed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('subscriber_notes_person').on(t.brandId, t.subscriberId, t.createdAt),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'subscriber_notes_subscriber',
    }),
  ],
)
