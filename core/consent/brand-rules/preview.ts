import { sql } from 'drizzle-orm'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { type CountingRule, countingRuleOf } from '../counts'
import { countsNowSql } from '../counts-sql'
import { overBySql, type Term } from '../renewal-sql'
import { type ConsentRulesInput, consentRulesSchema } from './schema'

export type RulesPreview = {
  /** Ticks that nobody confirmed: how many there are, how many count by the rules of today, how many by these. */
  ticks: { all: number; now: number; then: number }
  /** People whose consent ends within the hour by these rules. */
  over: number
  /** People who would be due to be asked again. */
  due: number
}

/** What other rules would mean for the people of today. Changes nothing. */
export async function previewConsentRules(
  ctx: BrandContext,
  input: ConsentRulesInput,
): Promise<RulesPreview> {
  const rules = consentRulesSchema.parse(input)
  const { consentMonths: months, askAgainDays: daysBefore } = rules
  const today = countingRuleOf(await getBrand(ctx))
  const [ticks, over, untilDue] = await Promise.all([
    countTicks(ctx, today, countingRuleOf(rules)),
    countOver(ctx, { months }),
    countOver(ctx, { months, daysBefore }),
  ])
  return { ticks, over, due: untilDue - over }
}

/** How many people are due to be asked again by the rules as they are. */
export async function countDue(ctx: BrandContext): Promise<number> {
  const { consentMonths: months, askAgainDays: daysBefore } = await getBrand(ctx)
  return (await countOver(ctx, { months, daysBefore })) - (await countOver(ctx, { months }))
}

async function countTicks(ctx: BrandContext, now: CountingRule, then: CountingRule) {
  const columns = {
    state: sql`held.state`,
    sourceKind: sql`held.source_kind`,
    country: sql`subscribers.country`,
  }
  const [row] = await ctx.db.execute<RulesPreview['ticks']>(sql`
    select count(*)::int as all, count(*) filter (where ${countsNowSql(now, columns)})::int as now,
      count(*) filter (where ${countsNowSql(then, columns)})::int as then
    from consent_states as held
    join subscribers on subscribers.brand_id = held.brand_id and subscribers.id = held.subscriber_id
    where held.brand_id = ${ctx.scope.brandId}::uuid and held.state = 'given'`)
  return row ?? { all: 0, now: 0, then: 0 }
}

async function countOver(ctx: BrandContext, term: Term): Promise<number> {
  if (term.months === null) return 0
  const [row] = await ctx.db.execute<{ people: number }>(sql`
    select count(*)::int as people from subscribers
    where subscribers.brand_id = ${ctx.scope.brandId}::uuid and ${overBySql(ctx, term)}`)
  return row?.people ?? 0
}
