import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AskReason, BlockReason, CampaignState, MessageState } from '../states'
import { brandId, brandOfParent, bytes, instant } from './columns'
import { signUps, topics } from './consent'
import { subscribers } from './subscribers'
import { templates } from './templates'
import { whatsappAccounts } from './whatsapp-accounts'

/** Who is meant: everybody the brand knows, narrowed by what is set. */
export type Audience = {
  languages?: string[]
  landingPageIds?: string[]
  segmentId?: string
  /** It asks for permission again: only people whose consent to the topic ends soon, with a button that renews it. */
  asksAgain?: boolean
}

/** What goes into a placeholder of the template, by its name (`1` or `first_name`). */
export type CampaignVariables = Record<
  string,
  { from: 'name'; fallback: string } | { from: 'text'; text: string }
>

/** A message to many, at a moment. Editable while `draft` or `scheduled`. */
export const campaigns = pgTable(
  'campaigns',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    topicId: uuid('topic_id').notNull(),
    templateId: uuid('template_id').notNull(),
    audience: jsonb('audience').$type<Audience>().notNull(),
    variables: jsonb('variables').$type<CampaignVariables>().notNull(),
    state: text('state').$type<CampaignState>().notNull(),
    /** Why it stopped or paused by itself: an error code of WhatsApp or a template status. */
    stateReason: text('state_reason'),
    scheduledAt: instant('scheduled_at'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** Rises with every change; a change that names an older one is refused. */
    revision: integer('revision').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('campaigns_name').on(t.brandId, t.name),
    index('campaigns_state').on(t.state, t.scheduledAt),
    foreignKey({
      columns: [t.brandId, t.topicId],
      foreignColumns: [topics.brandId, topics.id],
      name: 'campaigns_topic',
    }),
    foreignKey({
      columns: [t.brandId, t.templateId],
      foreignColumns: [templates.brandId, templates.id],
      name: 'campaigns_template',
    }),
  ],
)

/** Who was left out when the audience was fixed, and why. With the messages it adds up to the whole audience. */
export const campaignExclusions = pgTable(
  'campaign_exclusions',
  {
    brandId: brandId(),
    campaignId: uuid('campaign_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    reason: text('reason').$type<BlockReason>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.campaignId, t.subscriberId] }),
    foreignKey({
      columns: [t.brandId, t.campaignId],
      foreignColumns: [campaigns.brandId, campaigns.id],
      name: 'campaign_exclusions_campaign',
    }),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'campaign_exclusions_subscriber',
    }),
  ],
)

/** A free-form answer inside the service window. */
export type ReplyContent = { type: 'text'; body: string }

/**
 * Everything we send, and the queue of what is still to be sent: a campaign has one row a person (unique, which is
 * the guard against a second copy), an answer one row a message it answers, a question one row a sign-up. Drained by the dispatcher with
 * FOR UPDATE SKIP LOCKED and a lease. A lease that ran out becomes `uncertain`, never a second try. Growth of
 * `queued` beyond a campaign's start means that the worker is down or the 24-hour limit is reached.
 */
export const messages = pgTable(
  'messages',
  {
    brandId: brandOfParent(),
    /** Travels as `biz_opaque_callback_data`, so a status finds its row even when the answer was lost. */
    id: uuid('id').notNull(),
    accountId: uuid('account_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    campaignId: uuid('campaign_id'),
    templateId: uuid('template_id'),
    /** The inbound message (its WhatsApp id) that this answers. */
    inReplyTo: text('in_reply_to'),
    reply: jsonb('reply').$type<ReplyContent>(),
    /** `answer` at once, or `judgment` when staff judged later: one message can get one of each. */
    replyPurpose: text('reply_purpose').$type<'answer' | 'judgment'>().notNull().default('answer'),
    /** The sign-up that this asks to confirm, with a button. Unique: nobody is asked twice for one sign-up. */
    signUpId: uuid('sign_up_id'),
    state: text('state').$type<MessageState>().notNull(),
    providerMessageId: text('provider_message_id'),
    attempts: smallint('attempts').notNull().default(0),
    /** Not before then: a retry, the 24-hour limit. */
    dueAt: instant('due_at').notNull(),
    deferReason: text('defer_reason'),
    leaseUntil: instant('lease_until'),
    /** A block reason when skipped. */
    skipReason: text('skip_reason').$type<BlockReason | AskReason | 'window_closed' | 'campaign_cancelled'>(),
    errorCode: integer('error_code'),
    errorTitle: text('error_title'),
    queuedAt: instant('queued_at').notNull(),
    acceptedAt: instant('accepted_at'),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    readAt: instant('read_at'),
    failedAt: instant('failed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex('messages_campaign_person')
      .on(t.brandId, t.campaignId, t.subscriberId)
      .where(sql`campaign_id is not null`),
    uniqueIndex('messages_reply')
      .on(t.brandId, t.inReplyTo, t.replyPurpose)
      .where(sql`in_reply_to is not null`),
    uniqueIndex('messages_sign_up').on(t.brandId, t.signUpId).where(sql`sign_up_id is not null`),
    // How many were asked lately, among millions that were not.
    index('messages_asked').on(t.brandId, t.queuedAt).where(sql`sign_up_id is not null`),
    uniqueIndex('messages_provider_id')
      .on(t.brandId, t.providerMessageId)
      .where(sql`provider_message_id is not null`),
    index('messages_queue').on(t.brandId, t.campaignId, t.dueAt, t.id).where(sql`state = 'queued'`),
    index('messages_leases').on(t.leaseUntil).where(sql`state = 'sending'`),
    // Few at any time, and staff look them up over all campaigns.
    index('messages_uncertain').on(t.brandId, t.campaignId, t.id).where(sql`state = 'uncertain'`),
    index('messages_campaign_state').on(t.brandId, t.campaignId, t.state),
    index('messages_person').on(t.brandId, t.subscriberId, t.acceptedAt),
    index('messages_accepted').on(t.brandId, t.acceptedAt),
    index('messages_read').on(t.brandId, t.readAt).where(sql`read_at is not null`),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'messages_subscriber',
    }),
    foreignKey({
      columns: [t.brandId, t.campaignId],
      foreignColumns: [campaigns.brandId, campaigns.id],
      name: 'messages_campaign',
    }),
    foreignKey({
      columns: [t.brandId, t.templateId],
      foreignColumns: [templates.brandId, templates.id],
      name: 'messages_template',
    }),
    foreignKey({
      columns: [t.brandId, t.signUpId],
      foreignColumns: [signUps.brandId, signUps.id],
      name: 'messages_sign_up_fk',
    }),
    foreignKey({
      columns: [t.brandId, t.accountId],
      foreignColumns: [whatsappAccounts.brandId, whatsappAccounts.id],
      name: 'messages_account',
    }),
  ],
)

/** What people wrote to us. Unique by WhatsApp's id, so a webhook that comes twice is stored once. */
export const inboundMessages = pgTable(
  'inbound_messages',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    accountId: uuid('account_id').notNull(),
    /** Null for a number that we do not know and that asked for nothing we can give. */
    subscriberId: uuid('subscriber_id'),
    providerMessageId: text('provider_message_id').notNull(),
    at: instant('at').notNull(),
    type: text('type').notNull(),
    /** The message as it came, sealed under the server's key: it holds a number and a text. */
    sealed: bytes('sealed').notNull(),
    /** What it was taken for: `confirmation`, `stop`, `near-stop`, `start`, `preferences`, `help`, `chat`, … */
    understoodAs: text('understood_as').notNull(),
    /** Our message that it answers, by WhatsApp's id. */
    contextMessageId: text('context_message_id'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('inbound_messages_provider_id').on(t.brandId, t.providerMessageId),
    index('inbound_messages_person').on(t.brandId, t.subscriberId, t.at),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'inbound_messages_subscriber',
    }),
  ],
)
