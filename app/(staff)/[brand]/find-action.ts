'use server'

import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { findInBrand, findInput } from '@/core/insights/find/queries'
import type { FoundThing } from '@/core/insights/find/rules'

const look = brandAction
  .inputSchema(findInput.extend({ brand: z.string() }))
  .action(async ({ parsedInput: { text }, ctx }) => findInBrand(ctx.brandCtx, { text }))

/** What the brand has under this text; null when it could not be looked up. */
export async function find(brand: string, text: string): Promise<FoundThing[] | null> {
  return (await look({ brand, text })).data ?? null
}
