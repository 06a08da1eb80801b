'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { addRewardCodes, removeUngivenCodes } from '@/core/sources/landing-pages/rewards/commands'

const page = { brand: z.string(), pageId: z.uuid() }

export const add = brandAction
  .inputSchema(z.object({ ...page, text: z.string() }))
  .action(async ({ parsedInput: { pageId, text }, ctx }) => {
    const added = await addRewardCodes(ctx.brandCtx, { pageId, text })
    refresh()
    return added
  })

export const remove = brandAction
  .inputSchema(z.object(page))
  .action(async ({ parsedInput: { pageId }, ctx }) => {
    const removed = await removeUngivenCodes(ctx.brandCtx, { pageId })
    refresh()
    return removed
  })
