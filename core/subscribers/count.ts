import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'
import { filtersSql } from './filters'
import type { ListFilters } from './schema'

/** A number of people. An estimate is rounded to as many digits as it is worth. */
export type Count = { people: number; isEstimate: boolean }

/** Up to here everybody is counted; beyond it a sample is looked at. */
const exactUpTo = 20_000
const samplePercent = 2

/** How many people match the filters of the list: exact while they are few, estimated where counting would take long. */
export async function countSubscribers(ctx: BrandContext, filters: ListFilters): Promise<Count> {
  return countMatching(ctx, await filtersSql(ctx, filters))
}

/** Everybody, to the last one. For what will be done to them. */
export async function countExactly(ctx: BrandContext, matching: SQL): Promise<number> {
  const [row] = await ctx.db.execute<{ people: number }>(
    sql`select count(*)::int as people from subscribers where ${matching}`,
  )
  return row?.people ?? 0
}

/** How many people the planner expects to match, at the price of a plan. */
export async function guessCount(ctx: BrandContext, matching: SQL): Promise<number> {
  const [plan] = await ctx.db.execute<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] | string }>(
    sql`explain (format json) select from subscribers where ${matching}`,
  )
  const told = plan?.['QUERY PLAN']
  return (typeof told === 'string' ? JSON.parse(told) : told)?.[0]?.Plan['Plan Rows'] ?? 0
}

/**
 * The planner's own guess says which way to go. A guess that proves wrong costs time, never truth:
 * a sample that holds too few is thrown away and everybody is counted.
 */
async function countMatching(ctx: BrandContext, matching: SQL): Promise<Count> {
  if ((await guessCount(ctx, matching)) > exactUpTo) {
    const [row] = await ctx.db.execute<{ hits: number; seen: number }>(sql`
      select count(*) filter (where ${matching})::int as hits, count(*)::int as seen
      from subscribers tablesample system (${sql.raw(String(samplePercent))})
      where subscribers.brand_id = ${ctx.scope.brandId}::uuid`)
    const { hits = 0, seen = 0 } = row ?? {}
    if (hits * (100 / samplePercent) > exactUpTo) return estimate(hits, seen)
  }
  return { people: await countExactly(ctx, matching), isEstimate: false }
}

const rowsOfABlock = 20

/** Whole blocks are sampled, and people who joined together lie together: the blocks are what chance is about. */
function estimate(hits: number, seen: number): Count {
  const share = hits / seen
  const error = Math.sqrt((1 - share) / (share * (seen / rowsOfABlock)))
  const digits = error < 0.005 ? 3 : error < 0.05 ? 2 : 1
  return { people: Number((hits * (100 / samplePercent)).toPrecision(digits)), isEstimate: true }
}
