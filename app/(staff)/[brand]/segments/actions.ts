'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { countSegment, removeSegment, saveSegment } from '@/core/subscribers/segments/commands'
import { saveSegmentSchema, segmentIdSchema, segmentRulesSchema } from '@/core/subscribers/segments/schema'

const brand = z.object({ brand: z.string() })

/** How many people rules mean now. */
export const count = brandAction
  .inputSchema(brand.extend({ rules: segmentRulesSchema }))
  .action(async ({ parsedInput: { rules }, ctx }) => ({ people: await countSegment(ctx.brandCtx, rules) }))

export const save = brandAction
  .inputSchema(saveSegmentSchema.extend(brand.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const saved = await saveSegment(ctx.brandCtx, input)
    refresh()
    return saved
  })

export const remove = brandAction
  .inputSchema(segmentIdSchema.extend(brand.shape))
  .action(async ({ parsedInput: { segmentId }, ctx }) => {
    await removeSegment(ctx.brandCtx, { segmentId })
    return { removed: true }
  })
