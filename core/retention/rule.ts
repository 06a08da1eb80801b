import { type SQL, sql } from 'drizzle-orm'
import type { RetentionRuleName } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { ruleFacts } from './schema'

/** One kind of thing that a brand forgets after a time. `before` is an SQL instant: older than that is gone. */
export type RetentionRule = {
  /** How many would go now, exactly. */
  count: (ctx: BrandContext, before: SQL) => Promise<number>
  /** Forgets some of them in one transaction. @returns how many; 0 when there are none left */
  forgetSome: (ctx: BrandContext, before: SQL) => Promise<number>
}

/** The moment that is so long ago. */
export function momentBefore(ctx: BrandContext, name: RetentionRuleName, keepFor: number): SQL {
  const length =
    ruleFacts[name].unit === 'days'
      ? sql`make_interval(days => ${keepFor}::int)`
      : sql`make_interval(months => ${keepFor}::int)`
  return sql`(${ctx.now.toISOString()}::timestamptz - ${length})`
}

/** The one number of a count. */
export async function countOf(ctx: BrandContext, query: SQL): Promise<number> {
  const [row] = await ctx.db.execute<{ number: number }>(query)
  return row?.number ?? 0
}
