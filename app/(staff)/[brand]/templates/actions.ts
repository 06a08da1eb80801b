'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { syncTemplates } from '@/core/templates/sync'

export const sync = brandAction.inputSchema(z.object({ brand: z.string() })).action(async ({ ctx }) => {
  const result = await syncTemplates(ctx.brandCtx)
  refresh()
  return result
})
