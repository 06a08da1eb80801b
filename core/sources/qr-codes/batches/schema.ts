import { z } from 'zod'
import { lookSchema } from '../design/schema'
import { chatWordsSchema } from '../schema'

export const mostRows = 5_000

/** A list as it was pasted or read from a file, decoded. Room for 5,000 places with notes. */
export const listText = z.string().max(1_500_000)

export const checkListInput = z.object({ text: listText })

export const createBatchInput = z.object({
  name: z.string().trim().min(1).max(80),
  text: listText,
  /** How many codes the person was told will be made; another number now, and nothing is made. */
  expected: z.number().int().min(1).max(mostRows),
  kind: z.enum(['page', 'chat']),
  landingPageId: z.uuid(),
  chatWords: chatWordsSchema.optional(),
})
export type CreateBatchInput = z.input<typeof createBatchInput>

/** All codes of a batch, or those that are named. */
const chosen = { batchId: z.uuid(), qrCodeIds: z.array(z.uuid()).max(mostRows).optional() }

export const switchCodesInput = z.object({ ...chosen, state: z.enum(['active', 'paused']) })
export type SwitchCodesInput = z.input<typeof switchCodesInput>

export const repointCodesInput = z.object({ ...chosen, landingPageId: z.uuid() })
export type RepointCodesInput = z.input<typeof repointCodesInput>

export const drawBatchInput = z.object({ batchId: z.uuid(), look: lookSchema })
export type DrawBatchInput = z.input<typeof drawBatchInput>
