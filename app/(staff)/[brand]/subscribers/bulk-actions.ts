'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { cancelBulkAction, startBulkAction } from '@/core/subscribers/bulk/commands'
import { listBulkActions } from '@/core/subscribers/bulk/queries'
import { bulkActionIdSchema, bulkTargetSchema, startBulkActionSchema } from '@/core/subscribers/bulk/schema'
import { countTarget } from '@/core/subscribers/bulk/target'
import { removeView, saveView, saveViewSchema } from '@/core/subscribers/views'

const brand = z.object({ brand: z.string() })

/** How many people an act would be about, to the last one. */
export const countPeople = brandAction
  .inputSchema(brand.extend({ target: bulkTargetSchema }))
  .action(async ({ parsedInput: { target }, ctx }) => ({ people: await countTarget(ctx.brandCtx, target) }))

/** Begins one act on many people; a job does it. */
export const startBulk = brandAction
  .inputSchema(startBulkActionSchema.extend(brand.shape))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => startBulkAction(ctx.brandCtx, input))

/** How far the acts under way have come. */
export const readBulkProgress = brandAction
  .inputSchema(brand)
  .action(({ ctx }) => listBulkActions(ctx.brandCtx))

/** Ends an act where it stands. */
export const cancelBulk = brandAction
  .inputSchema(bulkActionIdSchema.extend(brand.shape))
  .action(async ({ parsedInput: { bulkActionId }, ctx }) => {
    await cancelBulkAction(ctx.brandCtx, { bulkActionId })
  })

/** Keeps this view of the list for everybody of the brand. */
export const keepView = brandAction
  .inputSchema(saveViewSchema.extend(brand.shape))
  .action(async ({ parsedInput: { name, query }, ctx }) => {
    await saveView(ctx.brandCtx, { name, query })
    refresh()
  })

/** Forgets a view. */
export const forgetView = brandAction
  .inputSchema(brand.extend({ viewId: z.uuid() }))
  .action(async ({ parsedInput: { viewId }, ctx }) => {
    await removeView(ctx.brandCtx, { viewId })
    refresh()
  })
