import { z } from 'zod'
import {
  consentKinds,
  consentMethods,
  consentStates,
  numberChecks,
  publicLanguages,
  sourceKinds,
} from '@/db/states'

/** Where an act of consent came through, and what was shown there. */
export const consentSourceSchema = z.object({
  kind: z.enum(sourceKinds),
  landingPageVersionId: z.uuid().nullish(),
  wordingId: z.uuid().nullish(),
  language: z.string().max(20).nullish(),
  qrCodeId: z.uuid().nullish(),
  campaignId: z.uuid().nullish(),
  /** What the topics promised where they were shown, by topic; what they promise now, when left out. */
  topicVersions: z.record(z.string(), z.number().int().positive()).nullish(),
  /** SHA-256 of what was on the screen, in hex. */
  shownHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullish(),
})

const evidence = z.record(z.string(), z.unknown())

export const recordConsentSchema = z.object({
  subscriberId: z.uuid(),
  topicIds: z.array(z.uuid()).min(1),
  kind: z.enum(consentKinds),
  method: z.enum(consentMethods),
  /** When it happened to the person; now, when left out. */
  at: z.date().optional(),
  source: consentSourceSchema,
  numberCheckedBy: z.enum(numberChecks).nullish(),
  /** Personal: sealed under the person's key. */
  evidence,
  /** Not personal: stands in the ledger as it is. */
  details: z.record(z.string(), z.unknown()).optional(),
  /** Of `corrected` only: what holds from here on (null: nothing), as the events themselves keep it. */
  becomes: z
    .object({
      state: z.enum(consentStates),
      since: z.date(),
      givenAt: z.date().nullable(),
      confirmedAt: z.date().nullable(),
      withdrawnAt: z.date().nullable(),
    })
    .nullish(),
})
export type RecordConsentInput = z.input<typeof recordConsentSchema>

export const withdrawConsentSchema = z.object({
  subscriberId: z.uuid(),
  /** These topics; else, by `scope`: */
  topicIds: z.array(z.uuid()).optional(),
  /**
   * `all`: every message, so all marketing topics (also where nothing stands, as an objection: GDPR article 21(3)) and all
   * that stands. `marketing`: all marketing topics. `standing`: what stands or waits.
   */
  scope: z.enum(['all', 'marketing', 'standing']).default('standing'),
  method: z.enum(consentMethods),
  at: z.date().optional(),
  source: consentSourceSchema,
  numberCheckedBy: z.enum(numberChecks).nullish(),
  evidence,
  details: z.record(z.string(), z.unknown()).optional(),
})
export type WithdrawConsentInput = z.input<typeof withdrawConsentSchema>

export const wordingSchema = z.object({
  language: z.enum(publicLanguages),
  text: z.string().min(1).max(4000),
})
