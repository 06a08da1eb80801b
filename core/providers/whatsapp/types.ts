import type { NumberDetails } from '@/db/schema/whatsapp-accounts'

/**
 * What the rest of the house knows of WhatsApp. Every implementation (Meta's Cloud API, a reseller) speaks this and
 * nothing more, so that changing provider is a setting.
 */

/** One filled placeholder. `name` is set where the template's placeholders have names. */
export type TextParameter = { name?: string; text: string }

/**
 * Whom a message goes to: the number where it is known, else WhatsApp's business-scoped id of somebody who hides it.
 * A channel that knows numbers only (SMS) refuses the latter.
 */
export type Recipient = { toE164: string | null; toUserId?: string | null }

/** A template message, filled. Numbers of buttons are zero-based and count all buttons of the template. */
export type TemplateMessage = Recipient & {
  /** Our own id; it comes back in every status of this message. */
  messageId: string
  templateName: string
  /** WhatsApp's code, with underscore: `nl`, `en_US`. */
  language: string
  header?:
    | { kind: 'text'; parameters: TextParameter[] }
    | { kind: 'image' | 'video' | 'document'; link: string }
  body: TextParameter[]
  buttons: (
    | { kind: 'url'; index: number; text: string }
    | { kind: 'quick-reply'; index: number; payload: string }
  )[]
}

/** A free-form text inside the service window. */
export type TextMessage = Recipient & { messageId: string; body: string; inReplyTo?: string }

/** What a refusal asks for. */
export type RefusalPlan = {
  then: 'retry' | 'fix' | 'give-up' | 'stop-campaign' | 'stop-account'
  /** At least so long before another try. */
  retryAfterMs?: number | undefined
  /** After so many tries it is given up. */
  maxAttempts?: number | undefined
}

/**
 * What became of one send. `unknown` means that the request left and no answer came: it may have been sent, so it
 * is never sent again without a person deciding so.
 */
export type SendOutcome =
  /** Without `providerMessageId` the provider names no message but by our own id. */
  | { kind: 'accepted'; providerMessageId?: string | undefined; held: boolean }
  | ({
      kind: 'refused'
      /** WhatsApp's error code, one of CM.com's (see ../cm/errors.ts), or 0 where there was no answer with one. */
      code: number
      title: string
    } & RefusalPlan)
  | { kind: 'unknown'; reason: string }

/** A template as the provider lists it. Open vocabularies stay text. */
export type ListedTemplate = {
  externalId: string
  name: string
  language: string
  status: string
  category: string
  qualityScore: string
  parameterFormat: 'POSITIONAL' | 'NAMED'
  rejectedReason: string | null
  components: unknown[]
}

/** A template to be reviewed by WhatsApp. */
export type NewTemplate = {
  name: string
  /** WhatsApp's code, with underscore. */
  language: string
  category: 'UTILITY' | 'MARKETING'
  components: unknown[]
  /** What cannot be delivered for so long is dropped. */
  lifeSeconds?: number
}

export type NumberInfo = {
  displayPhoneE164: string
  verifiedName: string
  qualityRating: string
  messagingLimitTier: string
  details: NumberDetails
}

/** What the platform says of the token we show. */
export type TokenInfo = {
  isValid: boolean
  /** Null for one that does not expire. */
  expiresAt: Date | null
  /** The app it was made in. */
  application: string
  scopes: { name: string /** Accounts it is limited to; null for all. */; accountIds: string[] | null }[]
}

/** An app that hears of an account, and where it hears it when that is not the app's own address. */
export type Subscription = { application: string; callbackUrl: string | null }

/** What only the platform itself tells about an account. A reseller may keep it to itself. */
export type WhatsAppManagement = {
  /** All templates of the account, every page of them. @throws AppError `provider-refused`, `provider-unreachable` */
  listTemplates(): Promise<ListedTemplate[]>
  /** Hands a template in for review. @throws AppError `provider-refused`, `provider-unreachable` */
  createTemplate(template: NewTemplate): Promise<void>
  /** @throws AppError `provider-refused`, `provider-unreachable` */
  getNumber(): Promise<NumberInfo>
  /** Ids of the numbers in the account. @throws AppError `provider-refused`, `provider-unreachable` */
  listNumberIds(): Promise<string[]>
  /** @throws AppError `provider-refused`, `provider-unreachable` */
  inspectToken(): Promise<TokenInfo>
  /** @throws AppError `provider-refused`, `provider-unreachable` */
  listSubscriptions(): Promise<Subscription[]>
  /** Asks that webhooks come to `callbackUrl`. @throws AppError `provider-refused`, `provider-unreachable` */
  subscribeWebhook(callbackUrl: string, verifyToken: string): Promise<void>
  /** The code of a new short link that opens our chat with these words, at most 140 characters. @throws AppError `provider-refused`, `provider-unreachable` */
  makeChatLink(words: string): Promise<string>
}

export type WhatsAppProvider = {
  sendTemplate(message: TemplateMessage): Promise<SendOutcome>
  sendText(message: TextMessage): Promise<SendOutcome>
  /** Null where the provider has no such calls: staff enter templates by hand and set the callback address there. */
  management: WhatsAppManagement | null
  /** Lets go of the connections, after what is under way has ended. */
  close(): Promise<void>
}
