import { z } from 'zod'
import { suppressionReasons, suppressionScopes } from '@/db/states'

/** What every entry says beside the number: how far it reaches, why, and in which words of the brand. */
const reach = {
  scope: z.enum(suppressionScopes),
  /** With scope `topic`, and only then. */
  topicId: z.uuid().nullish(),
  reason: z.enum(suppressionReasons),
  note: z.string().trim().max(300, 'invalid-input').nullish(),
}

const hasTopicWhereNeeded = (entry: { scope: string; topicId?: string | null | undefined }) =>
  (entry.scope === 'topic') === Boolean(entry.topicId)

export const suppressSchema = z
  .object({
    /** A number in E.164, or WhatsApp's id of somebody who hides theirs. */
    identity: z.string().regex(/^(?:\+[1-9]\d{5,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128})$/, 'phone-invalid'),
    ...reach,
    at: z.date().optional(),
  })
  .refine(hasTopicWhereNeeded, { path: ['topicId'], message: 'invalid-input' })
export type SuppressInput = z.input<typeof suppressSchema>

/** One number as staff type it, with the country its national form belongs to. */
export const addSuppressionSchema = z
  .object({ phone: z.string().max(40, 'phone-invalid'), ...reach })
  .refine(hasTopicWhereNeeded, { path: ['topicId'], message: 'invalid-input' })
export type AddSuppressionInput = z.input<typeof addSuppressionSchema>

export const removeSuppressionSchema = z.object({
  suppressionId: z.uuid(),
  note: z.string().trim().min(3, 'suppression-reason-missing').max(300, 'invalid-input'),
})

/** So much text at once: some 50,000 numbers with reason and date. */
export const importTextLimit = 4_000_000

export const importSuppressionsSchema = z
  .object({ text: z.string().min(1, 'invalid-input').max(importTextLimit, 'file-too-large'), ...reach })
  .refine(hasTopicWhereNeeded, { path: ['topicId'], message: 'invalid-input' })
export type ImportSuppressionsInput = z.input<typeof importSuppressionsSchema>
