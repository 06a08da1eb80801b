import { eq } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { addJob } from '../platform/jobs'
import { requirePermission } from './gate'
import { type BrandFactsInput, brandFactsSchema } from './schema'

/**
 * Changes what public pages and messages state about a brand. Stands here and not in `brands`, because it asks for a
 * permission and permissions come after brands. Pages that are published keep the facts they were published with.
 * @throws AppError `not-allowed` for anybody but an owner
 */
export async function updateBrandFacts(ctx: BrandContext, input: BrandFactsInput): Promise<void> {
  const facts = brandFactsSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(brands).where(eq(brands.id, brandId)).for('update')
    await ctx.db.update(brands).set(facts).where(eq(brands.id, brandId))
    // Charts count by days of the brand.
    if (before && before.timeZone !== facts.timeZone) {
      await addJob(ctx, 'rebuild-roll-ups', { brandId }, { key: `rebuild-roll-ups:${brandId}` })
    }
    const names = Object.keys(facts) as (keyof BrandFactsInput)[]
    await recordAudit(ctx, {
      brandId,
      action: 'brand.update-facts',
      subjectType: 'brand',
      subjectId: brandId,
      details: { changed: names.filter((name) => before?.[name] !== facts[name]) },
    })
  })
}
