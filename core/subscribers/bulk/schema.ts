import { z } from 'zod'
import { listFiltersSchema, tagSchema } from '../schema'

/** One page at most is ticked by hand; who means more means everybody who matches. */
export const mostTicked = 200

export const bulkTargetSchema = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(mostTicked) }),
  z.object({ filters: listFiltersSchema }),
])
export type BulkTarget = z.infer<typeof bulkTargetSchema>

export const bulkActSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tag: tagSchema }),
  z.object({ kind: z.literal('untag'), tag: tagSchema }),
  /** Tags them and makes a segment of the tag, which a campaign can ask again. */
  z.object({ kind: z.literal('gather'), tag: tagSchema }),
  z.object({ kind: z.literal('withdraw') }),
])
export type BulkAct = z.infer<typeof bulkActSchema>

export const startBulkActionSchema = z.object({
  act: bulkActSchema,
  target: bulkTargetSchema,
  /** The number that was confirmed. More people than that are not touched: somebody has to look again. */
  confirmed: z.number().int().min(1),
})
export type StartBulkActionInput = z.input<typeof startBulkActionSchema>

export const bulkActionIdSchema = z.object({ bulkActionId: z.uuid() })

export type BulkProgress = {
  id: string
  act: BulkAct
  state: 'running' | 'done' | 'cancelled'
  total: number
  seen: number
  changed: number
  /** Of what was gathered. */
  segmentId: string | null
}
