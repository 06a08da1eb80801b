/**
 * The closed vocabularies of the product, shared by tables, input schemas and screens.
 * This file imports nothing and is safe in a browser.
 */

export const roles = ['owner', 'marketer', 'viewer'] as const
export type Role = (typeof roles)[number]

export const locales = ['nl', 'en'] as const
export type Locale = (typeof locales)[number]

/** The languages of what subscribers read: answers on WhatsApp and the pages that are theirs. */
export const publicLanguages = ['nl', 'en', 'de', 'fr'] as const
export type PublicLanguage = (typeof publicLanguages)[number]

/** What an event in the consent ledger can say. Terms of ISO/IEC TS 27560 where it has one. */
export const consentKinds = [
  'requested',
  'given',
  'confirmed',
  'refused',
  'renewed',
  'withdrawn',
  'expired',
  'imported',
  'platform_stop',
  'platform_resume',
  'corrected',
] as const
export type ConsentKind = (typeof consentKinds)[number]

/** What the fold of a person's events says about one topic now. */
export const consentStates = ['requested', 'given', 'confirmed', 'refused', 'withdrawn', 'expired'] as const
export type ConsentState = (typeof consentStates)[number]

/** The channel an act of consent came through. */
export const sourceKinds = [
  'landing_page',
  'whatsapp_thread',
  'preference_page',
  'staff',
  'import',
  'widget',
  'in_person',
  'platform',
  'api',
  'email',
  'sms',
] as const
export type SourceKind = (typeof sourceKinds)[number]

/** What the person (or the platform) did. */
export const consentMethods = [
  'tick',
  'message',
  'button',
  'keyword',
  'platform_switch',
  'provider_error',
  'staff_entry',
  /** A code that nobody sent. */
  'timeout',
  'merge',
  'number_change',
  /** A consent that nobody used for as long as the brand lets it stand. */
  'lapse',
  /** On paper or a screen, in front of staff. */
  'signature',
  'oral',
  'api_call',
  'unsubscribe_link',
] as const
export type ConsentMethod = (typeof consentMethods)[number]

/** How it was made sure that the number is the person's, in one act. */
export const numberChecks = [
  'typed',
  'inbound_message',
  'code',
  'signed_link',
  'staff',
  'import',
  'none',
] as const
export type NumberCheck = (typeof numberChecks)[number]

export const topicCategories = ['marketing', 'utility'] as const
export type TopicCategory = (typeof topicCategories)[number]

export const pageStates = ['draft', 'published', 'unpublished'] as const
export type PageState = (typeof pageStates)[number]

/** What a plan does to a page when its moment comes. */
export const pagePlanActs = ['publish', 'unpublish'] as const
export type PagePlanAct = (typeof pagePlanActs)[number]

export const pagePlanStates = ['waiting', 'done', 'refused', 'cancelled'] as const
export type PagePlanState = (typeof pagePlanStates)[number]

/** The two sides of a test on a page. */
export const pageVariants = ['a', 'b'] as const
export type PageVariant = (typeof pageVariants)[number]

export const qrStates = ['active', 'paused'] as const
export type QrState = (typeof qrStates)[number]

/** Where a code leads: to a page, to a chat with our words in it, or to Meta's own link (which we neither count nor pause). */
export const qrKinds = ['page', 'chat', 'meta'] as const
export type QrKind = (typeof qrKinds)[number]

/** How far the making of a file of a whole batch is. */
export const printStates = ['waiting', 'drawing', 'checking', 'done', 'failed', 'cancelled'] as const
export type PrintState = (typeof printStates)[number]

/** Why nothing came of a file of a batch. */
export const printProblems = ['unsafe', 'too-wide', 'words', 'unread'] as const
export type PrintProblem = (typeof printProblems)[number]

/** Whom we speak to for WhatsApp: Meta itself, or CM.com between us and Meta. */
export const whatsAppProviders = ['cloud-api', 'cm'] as const
export type WhatsAppProviderName = (typeof whatsAppProviders)[number]

/** The ways to reach somebody beside WhatsApp. */
export const sideChannels = ['sms', 'email'] as const
export type SideChannel = (typeof sideChannels)[number]

/** How far a message beside WhatsApp got. `uncertain`: it left, and whether it was taken is not known. */
export const channelMessageStates = [
  'queued',
  'skipped',
  'sending',
  'accepted',
  'refused',
  'uncertain',
  'sent',
  'delivered',
  'failed',
] as const
export type ChannelMessageState = (typeof channelMessageStates)[number]

/** What a message beside WhatsApp was for. */
export type ChannelMessagePurpose = 'test' | 'invitation'

/** Why an invitation did not go to somebody on its list. */
export const invitationSkipReasons = ['refused_invitations', 'opted_out', 'subscribed_already'] as const
export type InvitationSkipReason = (typeof invitationSkipReasons)[number]

/** How far an invitation is. `stopped`: by a person, or because the other side took no more. */
export const invitationStates = ['sending', 'stopped', 'done'] as const
export type InvitationState = (typeof invitationStates)[number]

/** WhatsApp's own states of a template; an unknown one is kept as it came. */
export const templateStatuses = [
  'APPROVED',
  'PENDING',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'PENDING_DELETION',
  'DELETED',
  'ARCHIVED',
] as const
export type TemplateStatus = (typeof templateStatuses)[number]

export const qualityScores = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const
export type QualityScore = (typeof qualityScores)[number]

export const templateCategories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const
export type TemplateCategory = (typeof templateCategories)[number]

export const campaignStates = [
  'draft',
  'scheduled',
  'sending',
  'paused',
  'stopped',
  'overdue',
  'done',
  'cancelled',
] as const
export type CampaignState = (typeof campaignStates)[number]

/** A message on its way. Only `failed`, `skipped` and `read` are ends; statuses only move up. */
export const messageStates = [
  'queued',
  'sending',
  'accepted',
  'held',
  'sent',
  'delivered',
  'read',
  'failed',
  'skipped',
  'uncertain',
] as const
export type MessageState = (typeof messageStates)[number]

/** Why a person does not get a campaign, in the order in which the rules are asked. */
export const blockReasons = [
  'not_opted_in',
  'opted_out',
  'suppressed',
  'stopped_in_whatsapp',
  'waiting_for_judgment',
  'never_confirmed',
  'paused_by_person',
  'marketing_not_allowed_there',
  'not_on_whatsapp',
  'had_promised_number',
  'had_chosen_number',
] as const
export type BlockReason = (typeof blockReasons)[number]

/** Why nobody is asked to confirm a sign-up by a message of ours, beside the reasons above: they send us one, or it ends. */
export const askReasons = [
  'sign_up_over',
  'said_not_me',
  'asked_enough',
  'asked_too_late',
  'template_not_ready',
] as const
export type AskReason = (typeof askReasons)[number]

/** Why a person who may get it has to wait. */
export const deferReasons = ['over_messaging_limit'] as const
export type DeferReason = (typeof deferReasons)[number]

/** Why a call to a callback address was turned away. */
export const webhookRefusalReasons = ['bad-signature', 'wrong-token', 'not-json', 'too-large'] as const
export type WebhookRefusal = (typeof webhookRefusalReasons)[number]
/** What a suppression forbids: every message, all marketing, or one topic. */
export const suppressionScopes = ['all', 'marketing', 'topic'] as const
export type SuppressionScope = (typeof suppressionScopes)[number]

/** Why a number stands on the suppression list. */
export const suppressionReasons = [
  'opted_out',
  'complaint',
  'erased',
  'imported',
  'wrong_person',
  'other',
] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

/** What staff can make of a reply that reads almost like STOP. */
export const verdicts = ['opted_out', 'not_an_opt_out'] as const
export type Verdict = (typeof verdicts)[number]

/** What a key of the API may do. */
export const apiScopes = ['withdrawals:write'] as const
export type ApiScope = (typeof apiScopes)[number]

/** The shape in which a webhook came. */
export type WebhookKind = 'meta' | 'cm-status' | 'cm-message'

/** How much of our sending a restriction of WhatsApp ends. */
export type SendingPause = 'campaigns' | 'all'

export const noticeSeverities = ['critical', 'warning', 'info'] as const
/** How much a notice of WhatsApp about an account matters. */
export type NoticeSeverity = (typeof noticeSeverities)[number]
/** How far an import is. `cancelled` can be taken up again; `failed` names what is wrong with the file. */
export const importStates = [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'running',
  'cancelled',
  'done',
  'undoing',
  'undone',
  'failed',
] as const
export type ImportState = (typeof importStates)[number]

/** What a row of an import comes to. */
export const rowOutcomes = [
  'new',
  'known',
  'no_consent',
  'left_before',
  'suppressed',
  'duplicate',
  'rejected',
] as const
export type RowOutcome = (typeof rowOutcomes)[number]

/** Why a row was rejected, or came in without consent. */
export const rowProblems = [
  'number-missing',
  'number-invalid',
  'number-shortened',
  'consent-date-missing',
  'consent-date-unreadable',
  'consent-date-ahead',
  'consent-refused',
  'no-evidence',
] as const
export type RowProblem = (typeof rowProblems)[number]

/** When a sign-up has to show work before it is taken: only while machines are at the door, or always. */
export const formGuards = ['auto', 'always'] as const
export type FormGuard = (typeof formGuards)[number]

/** What keeps an own domain from counting: it leads nowhere, elsewhere, to an address inside our network, or it is somebody's. */
export const domainProblems = ['not-found', 'inside', 'unreachable', 'elsewhere', 'taken'] as const
export type DomainProblem = (typeof domainProblems)[number]

/** What a brand can say for how long it keeps. */
export const retentionRuleNames = [
  'unconfirmed',
  'left',
  'message_texts',
  'clicks',
  'import_files',
  'webhook_bodies',
] as const
export type RetentionRuleName = (typeof retentionRuleNames)[number]
