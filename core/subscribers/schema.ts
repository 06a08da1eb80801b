import { z } from 'zod'
import {
  type ConsentKind,
  type ConsentMethod,
  type ConsentState,
  type PublicLanguage,
  publicLanguages,
  type SourceKind,
  sourceKinds,
} from '@/db/states'
import type { Device } from './rules'

export const e164Schema = z.string().regex(/^\+[1-9]\d{5,14}$/)
const country = z.string().regex(/^[A-Z]{2}$/)

export const ensureSubscriberSchema = z.object({
  phoneE164: e164Schema,
  country,
  language: z.string().min(2).max(20),
  /** As they gave it, or as WhatsApp shows it. Never replaces a name that is there. */
  name: z.string().trim().max(200).nullish(),
})

const evidence = z.record(z.string(), z.unknown())

/** WhatsApp's id of a person towards one business: two letters of a country, a dot, up to 128 letters and digits. */
export const waUserIdSchema = z.string().regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/)

/** How WhatsApp names somebody in a webhook: by number, by its own id, or by both. */
export const knownAsSchema = z.object({
  phoneE164: e164Schema.nullish(),
  waUserId: waUserIdSchema.nullish(),
  /** Without the @. */
  username: z.string().max(100).nullish(),
  /** As WhatsApp shows it. Never replaces a name that is there. */
  name: z.string().trim().max(200).nullish(),
  at: z.date(),
  /** The webhook that says so, for the ledger. */
  evidence,
})

export const moveToNumberSchema = z.object({
  subscriberId: z.uuid(),
  phoneE164: e164Schema,
  /** The id that comes with the new number, where it was told. */
  waUserId: waUserIdSchema.nullish(),
  at: z.date(),
  evidence,
})

export const mergePeopleSchema = z.object({
  keepId: z.uuid(),
  goneId: z.uuid(),
  /** `both`: certainly the same human. `kept`: perhaps not, so only what forbids is taken over. */
  trust: z.enum(['both', 'kept']),
  because: z.enum(['same-webhook', 'number-change', 'staff']),
  at: z.date().optional(),
  evidence,
})

/** What somebody answered to the questions of a form. `name` is their own; all others are kept under their key. */
export const answersSchema = z.array(
  z.object({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,29}$/),
    /** `date` as `2026-12-31`. */
    kind: z.enum(['name', 'text', 'date']),
    label: z.string().max(80),
    value: z.string().min(1).max(200),
  }),
)
export type Answers = z.infer<typeof answersSchema>

export const signUpSchema = z.object({
  phoneE164: e164Schema,
  country,
  landingPageVersionId: z.uuid(),
  wordingId: z.uuid(),
  language: z.enum(publicLanguages),
  topicIds: z.array(z.uuid()).min(1),
  qrCodeId: z.uuid().nullish(),
  answers: answersSchema.default([]),
  /** IP address, user agent, referrer, the sentence as shown, when it was ticked. */
  evidence: z.record(z.string(), z.unknown()),
  details: z.record(z.string(), z.unknown()).optional(),
  /** What the topics promised on the page, by topic; and SHA-256 of the page's documents, in hex. */
  topicVersions: z.record(z.string(), z.number().int().positive()).optional(),
  shownHash: z.string().optional(),
  /** Where the page has us ask by a message with a button: with which template, from which number. */
  asking: z.object({ accountId: z.uuid(), templateId: z.uuid() }).nullish(),
})
export type SignUpInput = z.input<typeof signUpSchema>

export const confirmSignUpSchema = z.object({
  code: z.string().min(1).max(20),
  /** The person that the message came from. */
  senderId: z.uuid().optional(),
  /** Null for who hides the number. */
  fromE164: e164Schema.nullable(),
  fromUserId: waUserIdSchema.nullish(),
  /** WhatsApp's id of the message. */
  providerMessageId: z.string().min(1),
  /** They sent the words of the page, or pressed the button under our question. */
  method: z.enum(['message', 'button']).default('message'),
  /** WhatsApp's id of our message that it answers. */
  answers: z.string().optional(),
  at: z.date(),
  text: z.string(),
})
export type ConfirmSignUpInput = z.input<typeof confirmSignUpSchema>

export const refuseSignUpSchema = confirmSignUpSchema.omit({ method: true, fromUserId: true })
export type RefuseSignUpInput = z.input<typeof refuseSignUpSchema>

export type Confirmation = {
  outcome: 'confirmed' | 'already-confirmed' | 'expired' | 'wrong-phone' | 'unknown'
  /** Not told for `wrong-phone` and `unknown`: whose code it is, is nobody else's business. */
  subscriberId?: string
  /** The language of the page that gave the code. */
  language?: PublicLanguage
  landingPageVersionId?: string | null
  signUpId?: string
}

/** The states a person can be in at a glance: `none` wrote to us and gave no consent, `stopped` gave it and stopped in WhatsApp. */
export const personStates = [
  'confirmed',
  'given',
  'stopped',
  'withdrawn',
  'refused',
  'expired',
  'requested',
  'none',
] as const
export type PersonState = (typeof personStates)[number]

/** How the list can be ordered; with a minus the other way round: newest, latest or last of the alphabet first. */
export const listSorts = ['-joined', 'joined', 'name', '-name', '-message', 'message'] as const
export type ListSort = (typeof listSorts)[number]

/** When the last message went out, as a choice. */
export const lastMessageChoices = [
  'within-7',
  'within-30',
  'within-90',
  'before-30',
  'before-90',
  'never',
] as const

const day = z.iso.date()
export const tagSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .regex(/^[^,{}"\\]+$/)

/** What the list is narrowed by. Days are the brand's own. */
export const listFiltersSchema = z.object({
  search: z.string().trim().max(100).optional(),
  state: z.enum(personStates).optional(),
  topicId: z.uuid().optional(),
  sourceKind: z.enum(sourceKinds).optional(),
  landingPageId: z.uuid().optional(),
  qrCodeId: z.uuid().optional(),
  country: country.optional(),
  language: z.string().min(2).max(20).optional(),
  joinedFrom: day.optional(),
  joinedUntil: day.optional(),
  lastMessage: z.enum(lastMessageChoices).optional(),
  window: z.enum(['open', 'closed']).optional(),
  tag: tagSchema.optional(),
  /** `key:value`, as a definition of the brand names the key. */
  attribute: z
    .string()
    .max(200)
    .regex(/^[a-z0-9_]{1,40}:.+$/s)
    .optional(),
  segmentId: z.uuid().optional(),
  /** With a consent that ends soon by the brand's rule, or is over and about to be ended. */
  renewal: z.enum(['due']).optional(),
})
export type ListFilters = z.infer<typeof listFiltersSchema>

export const listSubscribersSchema = listFiltersSchema.extend({
  sort: z.enum(listSorts).optional(),
  /** The person before whom or after whom the page stands. */
  after: z.uuid().optional(),
  before: z.uuid().optional(),
})
export type ListSubscribersInput = z.infer<typeof listSubscribersSchema>

/** Through which door the wish came: their own page, or a colleague they asked. */
export const eraseSubscriberSchema = z.object({
  subscriberId: z.uuid(),
  via: z.enum(['preference_page', 'staff']),
})

export const subscriberIdSchema = z.object({ subscriberId: z.uuid() })

export type SubscriberRow = {
  id: string
  name: string | null
  /** Masked; null for who hides it behind a username. */
  phone: string | null
  username: string | null
  /** Of the topic asked for, or the strongest over all topics; null for who wrote to us without consent. */
  state: ConsentState | null
  /** Whether messages may rest on that state now: a tick may still have to be confirmed. */
  counts: boolean
  /** Their code is still on its way to us. */
  isWaiting: boolean
  isPaused: boolean
  /** Consent to marketing stands, and WhatsApp's own switch keeps it from them. */
  isStoppedInWhatsApp: boolean
  source: PersonSource
  country: string
  language: string
  tags: string[]
  attributes: Record<string, string | number | boolean>
  joinedAt: Date
  lastMessageAt: Date | null
  windowUntil: Date | null
}

/** Where a person came from, as far as it is known. */
export type PersonSource = { kind: SourceKind | null; pageName: string | null; qrLabel: string | null }

/** One act of consent, over all topics it was about, with its proof. */
export type ProofEntry = {
  id: string
  kind: ConsentKind
  method: ConsentMethod
  at: Date
  sourceKind: SourceKind
  topicIds: string[]
  language: string | null
  wording: { text: string; hash: string } | null
  page: { id: string; name: string; version: number } | null
  qrCode: { label: string; code: string } | null
  campaign: { id: string; name: string; known: 'quoted' | 'last-message' } | null
  /** The name of the staff member who did it, where one did. */
  staffName: string | null
  /** `changed`: it is not what was recorded. `missing`: it is gone, or cannot be opened. */
  evidence: 'intact' | 'changed' | 'missing'
  /** What they wrote, the message it was, and whether it came from the number on the form. */
  text: string | null
  providerMessageId: string | null
  isFromTypedNumber: boolean | null
  device: Device | null
  /** Shortened. */
  network: string | null
}
