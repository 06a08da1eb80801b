'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { changeLook } from '@/core/sources/look/commands'
import { lookSchema } from '@/core/sources/look/schema'

export const changeLookAction = brandAction
  .inputSchema(lookSchema.extend({ brand: z.string() }))
  .action(async ({ parsedInput: { brand: _, ...look }, ctx }) => {
    await changeLook(ctx.brandCtx, look)
    refresh()
  })
