import { sql } from 'drizzle-orm'
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  ConsentKind,
  ConsentMethod,
  ConsentState,
  Locale,
  NumberCheck,
  PublicLanguage,
  SourceKind,
  TopicCategory,
} from '../states'
import { brandId, brandOfParent, bytes, instant } from './columns'
import { subscribers } from './subscribers'

/** In the languages of staff, and in those of subscribers where the brand wrote them. */
export type LocalText = Record<Locale, string> & Partial<Record<PublicLanguage, string>>

/** What a brand asks consent for: its purpose, in the person's words, and the promise how often. */
export const topics = pgTable(
  'topics',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    key: text('key').notNull(),
    name: jsonb('name').$type<LocalText>().notNull(),
    description: jsonb('description').$type<LocalText>().notNull(),
    category: text('category').$type<TopicCategory>().notNull(),
    /** The promise: at most so many in any 30 days. Null where the person's own doing sets the number. */
    maxPerMonth: integer('max_per_month'),
    /** Rises by a trigger whenever name, description, promise or category change. */
    version: integer('version').notNull().default(1),
    /** No longer asked for. What people agreed to stays theirs, and campaigns can no longer choose it. */
    archivedAt: instant('archived_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('topics_key').on(t.brandId, t.key)],
)

/**
 * A topic as it was promised. A trigger writes a row for every version, whoever changes the topic, so that an event can
 * name the promise that people agreed to. Append-only.
 */
export const topicVersions = pgTable(
  'topic_versions',
  {
    brandId: brandId(),
    topicId: uuid('topic_id').notNull(),
    version: integer('version').notNull(),
    name: jsonb('name').$type<LocalText>().notNull(),
    description: jsonb('description').$type<LocalText>().notNull(),
    category: text('category').$type<TopicCategory>().notNull(),
    maxPerMonth: integer('max_per_month'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.topicId, t.version] }),
    foreignKey({
      columns: [t.brandId, t.topicId],
      foreignColumns: [topics.brandId, topics.id],
      name: 'topic_versions_topic',
    }),
  ],
)

/**
 * Who asked for consent, as it was at the time: the legal person, the name on the page, the WhatsApp number. The same
 * facts have the same hash and one row; the SQL function `current_controller` finds or makes it. Append-only.
 */
export const controllers = pgTable(
  'controllers',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    legalName: text('legal_name').notNull(),
    brandName: text('brand_name').notNull(),
    postalAddress: text('postal_address').notNull(),
    contactEmail: text('contact_email').notNull(),
    websiteUrl: text('website_url').notNull(),
    privacyUrl: text('privacy_url').notNull(),
    privacyVersion: text('privacy_version'),
    country: text('country').notNull(),
    timeZone: text('time_zone').notNull(),
    wabaId: text('waba_id'),
    senderE164: text('sender_e164'),
    hash: bytes('hash').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('controllers_hash').on(t.brandId, t.hash)],
)

/** A consent sentence exactly as people read it. The same sentence has the same hash and one row. */
export const wordings = pgTable(
  'wordings',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    language: text('language').$type<PublicLanguage>().notNull(),
    text: text('text').notNull(),
    /** SHA-256 of the UTF-8 text. */
    hash: bytes('hash').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('wordings_hash').on(t.brandId, t.language, t.hash),
  ],
)

/**
 * The consent ledger. Append-only: a trigger refuses UPDATE and DELETE, whoever asks. What happened is here; what
 * it means now is `consent_states`, a fold of these rows kept in the same transaction. Personal details are not
 * here but in `consent_evidence`; the commitment (salted SHA-256) proves later that the evidence is the same.
 */
export const consentEvents = pgTable(
  'consent_events',
  {
    brandId: brandOfParent(),
    id: uuid('id').notNull(),
    /** The order of recording over all brands. */
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    topicId: uuid('topic_id').notNull(),
    kind: text('kind').$type<ConsentKind>().notNull(),
    method: text('method').$type<ConsentMethod>().notNull(),
    /** When it happened to the person. */
    at: instant('at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    sourceKind: text('source_kind').$type<SourceKind>().notNull(),
    /** What was shown: the page version and the sentence. Null where nothing was shown, as for a typed STOP. */
    landingPageVersionId: uuid('landing_page_version_id'),
    wordingId: uuid('wording_id'),
    language: text('language'),
    qrCodeId: uuid('qr_code_id'),
    /** The campaign whose message was answered, where there was one. */
    campaignId: uuid('campaign_id'),
    /** What the purpose promised, and who asked. Null in rows from before these were kept. */
    topicVersion: integer('topic_version'),
    controllerId: uuid('controller_id'),
    /** How the number was checked in this act. */
    numberCheckedBy: text('number_checked_by').$type<NumberCheck>(),
    /** SHA-256 of the document, widget or text as it was on the screen. */
    shownHash: bytes('shown_hash'),
    /** The consent holds until then unless it is used or renewed; null where the brand set no end. */
    validUntil: instant('valid_until'),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id'),
    evidenceCommitment: bytes('evidence_commitment').notNull(),
    /** Nothing about the person: UTM parameters and the like. */
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex('consent_events_seq').on(t.brandId, t.seq),
    index('consent_events_subscriber').on(t.brandId, t.subscriberId, t.seq),
    index('consent_events_at').on(t.brandId, t.at),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'consent_events_subscriber_fk',
    }),
    foreignKey({
      columns: [t.brandId, t.topicId],
      foreignColumns: [topics.brandId, topics.id],
      name: 'consent_events_topic',
    }),
    foreignKey({
      columns: [t.brandId, t.wordingId],
      foreignColumns: [wordings.brandId, wordings.id],
      name: 'consent_events_wording',
    }),
    foreignKey({
      columns: [t.brandId, t.topicId, t.topicVersion],
      foreignColumns: [topicVersions.brandId, topicVersions.topicId, topicVersions.version],
      name: 'consent_events_topic_version',
    }),
    foreignKey({
      columns: [t.brandId, t.controllerId],
      foreignColumns: [controllers.brandId, controllers.id],
      name: 'consent_events_controller',
    }),
  ],
)

/** The personal side of an event (IP address, user agent, message), sealed under the subscriber's own key. */
export const consentEvidence = pgTable(
  'consent_evidence',
  {
    brandId: brandOfParent(),
    eventId: uuid('event_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.eventId] }),
    index('consent_evidence_subscriber').on(t.brandId, t.subscriberId),
    foreignKey({
      columns: [t.brandId, t.eventId],
      foreignColumns: [consentEvents.brandId, consentEvents.id],
      name: 'consent_evidence_event',
    }),
  ],
)

/** What the ledger says now, per person and topic. Can be rebuilt from the events at any time. */
export const consentProjections = pgTable(
  'consent_states',
  {
    brandId: brandOfParent(),
    subscriberId: uuid('subscriber_id').notNull(),
    topicId: uuid('topic_id').notNull(),
    state: text('state').$type<ConsentState>().notNull(),
    since: instant('since').notNull(),
    givenAt: instant('given_at'),
    confirmedAt: instant('confirmed_at'),
    withdrawnAt: instant('withdrawn_at'),
    /** Where the standing consent came from. */
    sourceKind: text('source_kind').$type<SourceKind>().notNull(),
    landingPageVersionId: uuid('landing_page_version_id'),
    qrCodeId: uuid('qr_code_id'),
    lastEventId: uuid('last_event_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.subscriberId, t.topicId] }),
    index('consent_states_topic').on(t.brandId, t.topicId, t.state),
    // The oldest first: whose consent is over, or soon will be.
    index('consent_states_age')
      .on(t.brandId, sql`greatest(given_at, confirmed_at)`)
      .where(sql`state in ('given', 'confirmed')`),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'consent_states_subscriber',
    }),
    foreignKey({
      columns: [t.brandId, t.topicId],
      foreignColumns: [topics.brandId, topics.id],
      name: 'consent_states_topic_fk',
    }),
  ],
)

/**
 * A sign-up that waits for its WhatsApp message. The code names the sign-up, it is no secret: only a message from
 * the number that was typed confirms.
 */
export const signUps = pgTable(
  'sign_ups',
  {
    brandId: brandOfParent(),
    id: uuid('id').notNull(),
    code: text('code').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    /** The page that was filled in; null for a topic that was asked for on the person's own page. */
    landingPageVersionId: uuid('landing_page_version_id'),
    wordingId: uuid('wording_id').notNull(),
    language: text('language').$type<PublicLanguage>().notNull(),
    qrCodeId: uuid('qr_code_id'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    expiredAt: instant('expired_at'),
    /** The person of the number said that it was not them. Ended as well then, and never asked again. */
    refusedAt: instant('refused_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('sign_ups_code').on(t.brandId, t.code),
    // One waiting sign-up a person and page version: a double press finds the first one again.
    uniqueIndex('sign_ups_waiting')
      .on(t.brandId, t.subscriberId, t.landingPageVersionId)
      .where(sql`confirmed_at is null and expired_at is null`),
    index('sign_ups_refused').on(t.brandId, t.subscriberId).where(sql`refused_at is not null`),
    index('sign_ups_version').on(t.brandId, t.landingPageVersionId, t.createdAt),
    index('sign_ups_expiry').on(t.expiresAt).where(sql`confirmed_at is null and expired_at is null`),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'sign_ups_subscriber',
    }),
  ],
)
