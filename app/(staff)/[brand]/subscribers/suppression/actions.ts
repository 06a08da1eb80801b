'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { importSuppressions } from '@/core/consent/import-suppressions'
import {
  addSuppressionSchema,
  importSuppressionsSchema,
  removeSuppressionSchema,
} from '@/core/consent/suppression-schema'
import { addSuppression, removeSuppression } from '@/core/consent/suppressions'

const brand = z.object({ brand: z.string() })

/** Puts one number on the list, as it is typed. */
export const add = brandAction
  .inputSchema(addSuppressionSchema.and(brand))
  .action(async ({ parsedInput: { brand: _, ...entry }, ctx }) => {
    const { added } = await addSuppression(ctx.brandCtx, entry)
    refresh()
    return { added }
  })

/** How many lines the report shows; the counts are of all. */
const shownLines = 500

/** Takes over the list of another system. The report says what became of each line, those with trouble first. */
export const importList = brandAction
  .inputSchema(importSuppressionsSchema.and(brand))
  .action(async ({ parsedInput: { brand: _, ...list }, ctx }) => {
    const { lines, counts } = await importSuppressions(ctx.brandCtx, list)
    refresh()
    const rank = (outcome: string) => (outcome === 'added' ? 2 : outcome === 'already' ? 1 : 0)
    const sorted = [...lines].sort((a, b) => rank(a.outcome) - rank(b.outcome) || a.line - b.line)
    return { counts, lines: sorted.slice(0, shownLines), total: lines.length }
  })

/** Takes one entry off. Owners only, with a reason. */
export const remove = brandAction
  .inputSchema(removeSuppressionSchema.extend({ brand: z.string() }))
  .action(async ({ parsedInput: { suppressionId, note }, ctx }) => {
    await removeSuppression(ctx.brandCtx, { suppressionId, note })
    refresh()
  })
