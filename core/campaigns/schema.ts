import { z } from 'zod'
import { locales } from '@/db/states'

const id = z.uuid()

export const audienceSchema = z.object({
  /** Languages of people, `nl`. Left out: every language. */
  languages: z.array(z.enum(locales)).min(1).optional(),
  /** Pages through which people signed up. Left out: every source. */
  landingPageIds: z.array(id).min(1).optional(),
  /** A saved group; who is in it is asked when the campaign starts. */
  segmentId: id.optional(),
  /** It asks for permission again, of people whose consent to the topic ends soon. */
  asksAgain: z.boolean().optional(),
})

/** WhatsApp refuses values with a line break, a tab or more than four spaces in a row. */
const variableText = z
  .string()
  .trim()
  .max(600)
  .refine((text) => !/[\n\r\t]| {5}/.test(text), 'line-break')

export const variableSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('name'), fallback: variableText }),
  z.object({ from: z.literal('text'), text: variableText }),
])

export const variablesSchema = z.record(z.string().min(1).max(60), variableSchema)

const name = z.string().trim().min(1).max(80)

export const createCampaignSchema = z.object({
  /** Chosen by the form, so that a second press finds the first one's campaign. */
  id: id.optional(),
  name,
  topicId: id,
  templateId: id,
  audience: audienceSchema.default({}),
  variables: variablesSchema.default({}),
})

/** A time on the wall of the brand's own zone: `2026-11-23T10:00`. */
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

export const whenSchema = z.discriminatedUnion('kind', [
  /** In a few seconds. */
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('at'), at: z.date() }),
  z.object({
    kind: z.literal('local'),
    time: localTime,
    /** Which of the two, in the hour that the clock shows twice in autumn. */
    occurrence: z.enum(['earlier', 'later']).optional(),
  }),
])

export const updateCampaignSchema = z.object({
  campaignId: id,
  /** The revision that was on screen. */
  revision: z.number().int().positive(),
  name: name.optional(),
  topicId: id.optional(),
  templateId: id.optional(),
  audience: audienceSchema.optional(),
  variables: variablesSchema.optional(),
  /** The moment that is meant, kept with the draft. It counts once the campaign is scheduled. */
  when: whenSchema.optional(),
})

export const scheduleCampaignSchema = z.object({
  campaignId: id,
  revision: z.number().int().positive(),
  when: whenSchema,
})

export const campaignIdSchema = z.object({ campaignId: id })

export type CreateCampaignInput = z.input<typeof createCampaignSchema>
export type UpdateCampaignInput = z.input<typeof updateCampaignSchema>
export type ScheduleCampaignInput = z.input<typeof scheduleCampaignSchema>
export type CampaignIdInput = z.input<typeof campaignIdSchema>
export type When = z.output<typeof whenSchema>
export type Audience = z.output<typeof audienceSchema>
export type Variables = z.output<typeof variablesSchema>
