import { z } from 'zod'
import { settlements } from './states'

export const settleSchema = z.object({
  /** Null for answers to people. */
  campaignId: z.uuid().nullable(),
  /** These, or everybody that was uncertain when the list was shown. */
  which: z.union([
    z.object({ messageIds: z.array(z.uuid()).min(1).max(500) }),
    z.object({ handedOverUntil: z.coerce.date() }),
  ]),
  as: z.enum(settlements),
})
export type SettleInput = z.input<typeof settleSchema>
