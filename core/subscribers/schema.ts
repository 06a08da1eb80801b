import { z } from 'zod'
import { locales } from '@/db/states'

export const e164Schema = z.string().regex(/^\+[1-9]\d{5,14}$/)
const country = z.string().regex(/^[A-Z]{2}$/)

export const ensureSubscriberSchema = z.object({
  phoneE164: e164Schema,
  country,
  language: z.string().min(2).max(20),
  /** As they gave it, or as WhatsApp shows it. Never replaces a name that is there. */
  name: z.string().trim().max(200).nullish(),
})

export const signUpSchema = z.object({
  phoneE164: e164Schema,
  country,
  landingPageVersionId: z.uuid(),
  wordingId: z.uuid(),
  language: z.enum(locales),
  topicIds: z.array(z.uuid()).min(1),
  qrCodeId: z.uuid().nullish(),
  /** IP address, user agent, referrer, the sentence as shown, when it was ticked. */
  evidence: z.record(z.string(), z.unknown()),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type SignUpInput = z.input<typeof signUpSchema>

export const confirmSignUpSchema = z.object({
  code: z.string().min(1).max(20),
  fromE164: e164Schema,
  /** WhatsApp's id of the message. */
  providerMessageId: z.string().min(1),
  at: z.date(),
  text: z.string(),
})
export type ConfirmSignUpInput = z.input<typeof confirmSignUpSchema>

/** The states a person can be in at a glance; `none` wrote to us and gave no consent. */
export const personStates = ['confirmed', 'given', 'withdrawn', 'refused', 'expired', 'requested', 'none'] as const
export type PersonState = (typeof personStates)[number]

export const listSubscribersSchema = z.object({
  search: z.string().trim().max(100).optional(),
  state: z.enum(personStates).optional(),
  topicId: z.uuid().optional(),
  landingPageId: z.uuid().optional(),
  qrCodeId: z.uuid().optional(),
  /** The cursor of a row: the page that follows it, or the one before. */
  after: z.string().optional(),
  before: z.string().optional(),
})
export type ListSubscribersInput = z.infer<typeof listSubscribersSchema>

export const subscriberIdSchema = z.object({ subscriberId: z.uuid() })
