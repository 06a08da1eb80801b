'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { closeNotice, noticeIdSchema } from '@/core/providers/notices'

export const close = brandAction
  .inputSchema(noticeIdSchema.extend({ brand: z.string() }))
  .action(async ({ parsedInput: { noticeId }, ctx }) => {
    await closeNotice(ctx.brandCtx, { noticeId })
    refresh()
  })
