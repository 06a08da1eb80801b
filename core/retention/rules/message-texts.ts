import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { countOf, type RetentionRule } from '../rule'

const lot = 5_000

/** What people wrote, what we answered, and near-stops that were judged; the counts and the ledger know without them. */
const written = (ctx: BrandContext, before: SQL) => ({
  heard: sql`inbound_messages where brand_id = ${ctx.scope.brandId}::uuid and at < ${before}`,
  judged: sql`opt_out_reviews where brand_id = ${ctx.scope.brandId}::uuid and settled_at < ${before}`,
  said: sql`messages where brand_id = ${ctx.scope.brandId}::uuid and reply is not null and queued_at < ${before}
    and state not in ('queued', 'sending', 'held', 'uncertain')`,
})

export const messageTexts: RetentionRule = {
  count: (ctx, before) => {
    const { heard, judged, said } = written(ctx, before)
    return countOf(
      ctx,
      sql`select (select count(*) from ${heard})::int + (select count(*) from ${judged})::int
        + (select count(*) from ${said})::int as number`,
    )
  },
  forgetSome: async (ctx, before) => {
    const { heard, judged, said } = written(ctx, before)
    const some = (from: SQL) => sql`(brand_id, id) in (select brand_id, id from ${from} limit ${lot})`
    const done = [
      await ctx.db.execute(sql`delete from inbound_messages where ${some(heard)}`),
      await ctx.db.execute(sql`delete from opt_out_reviews where ${some(judged)}`),
      await ctx.db.execute(sql`update messages set reply = null where ${some(said)}`),
    ]
    return done.reduce((sum, { count }) => sum + count, 0)
  },
}
