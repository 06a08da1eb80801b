'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { settleSchema } from '@/core/dispatch/schema'
import { settleMessages } from '@/core/dispatch/settle'

export const settle = brandAction
  .inputSchema(settleSchema.extend({ brand: z.string() }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const outcome = await settleMessages(ctx.brandCtx, input)
    refresh()
    return outcome
  })
