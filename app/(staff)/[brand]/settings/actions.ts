'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { updateBrandFacts } from '@/core/staff/brand-facts'
import { brandFactsSchema } from '@/core/staff/schema'

export const saveBrandFacts = brandAction
  .inputSchema(brandFactsSchema.extend({ brand: z.string() }))
  .action(async ({ parsedInput: { brand: _, ...facts }, ctx }) => {
    await updateBrandFacts(ctx.brandCtx, facts)
    refresh()
  })
