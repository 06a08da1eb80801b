'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { keepTemplateByHand } from '@/core/templates/by-hand/commands'
import { templateByHandSchema } from '@/core/templates/by-hand/schema'
import { takeTemplatesAlong } from '@/core/templates/by-hand/take-along'
import { syncTemplates } from '@/core/templates/sync'

export const sync = brandAction.inputSchema(z.object({ brand: z.string() })).action(async ({ ctx }) => {
  const result = await syncTemplates(ctx.brandCtx)
  refresh()
  return result
})

export const keepByHand = brandAction
  .inputSchema(templateByHandSchema.extend({ brand: z.string() }))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => keepTemplateByHand(ctx.brandCtx, input))

export const takeAlong = brandAction.inputSchema(z.object({ brand: z.string() })).action(async ({ ctx }) => {
  const result = await takeTemplatesAlong(ctx.brandCtx)
  refresh()
  return result
})
