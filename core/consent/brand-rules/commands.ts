import { eq } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { addJob } from '../../platform/jobs'
import { requirePermission } from '../../staff/gate'
import { countingRuleOf } from '../counts'
import { type ConsentRulesInput, consentRulesSchema } from './schema'

/**
 * Changes which ticks count and for how long a consent holds. Holds at once for everything that is not sent yet; what was
 * recorded stays as it was recorded.
 * @throws AppError `not-allowed` for anybody but an owner
 */
export async function changeConsentRules(ctx: BrandContext, input: ConsentRulesInput): Promise<void> {
  const asked = consentRulesSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  const { sources, countries } = countingRuleOf(asked)
  const rules = { ...asked, doubleOptInSources: [...sources], doubleOptInCountries: [...countries] }
  await inTransaction(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(brands).where(eq(brands.id, brandId)).for('update')
    await ctx.db.update(brands).set(rules).where(eq(brands.id, brandId))
    const names = Object.keys(rules) as (keyof typeof rules)[]
    const changed = names.filter((name) => String(before?.[name]) !== String(rules[name]))
    if (changed.length === 0) return
    // Charts count who stands opted in.
    if (changed.some((name) => name.startsWith('doubleOptIn'))) {
      await addJob(ctx, 'rebuild-roll-ups', { brandId }, { key: `rebuild-roll-ups:${brandId}` })
    }
    await recordAudit(ctx, {
      brandId,
      action: 'brand.change-consent-rules',
      subjectType: 'brand',
      subjectId: brandId,
      details: { changed, ...Object.fromEntries(changed.map((name) => [name, rules[name]])) },
    })
  })
}
