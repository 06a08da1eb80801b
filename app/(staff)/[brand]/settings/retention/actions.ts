'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { changeRetention, previewRetention } from '@/core/retention/commands'
import { retentionTermsSchema } from '@/core/retention/schema'

const input = z.object({ brand: z.string(), terms: retentionTermsSchema })

/** How many would go tonight by these terms. */
export const preview = brandAction
  .inputSchema(input)
  .action(({ parsedInput: { terms }, ctx }) => previewRetention(ctx.brandCtx, terms))

/** Makes them the terms of the brand. */
export const save = brandAction.inputSchema(input).action(async ({ parsedInput: { terms }, ctx }) => {
  await changeRetention(ctx.brandCtx, terms)
  refresh()
})
