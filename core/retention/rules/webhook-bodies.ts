import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { countOf, type RetentionRule } from '../rule'

const lot = 5_000

/** What was not applied yet keeps everything; of the others the hash stays, by which a repetition is known. */
const meant = (ctx: BrandContext, before: SQL): SQL =>
  sql`webhook_deliveries where brand_id = ${ctx.scope.brandId}::uuid and body is not null and applied_at < ${before}`

export const webhookBodies: RetentionRule = {
  count: (ctx, before) => countOf(ctx, sql`select count(*)::int as number from ${meant(ctx, before)}`),
  forgetSome: async (ctx, before) => {
    const { count } = await ctx.db.execute(sql`
      update webhook_deliveries set body = null
      where (brand_id, id) in (select brand_id, id from ${meant(ctx, before)} limit ${lot})`)
    return count
  },
}
