import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { countOf, type RetentionRule } from '../rule'

const lot = 2_000

/** Messages whose link nobody opened since, of which it is still known that it was opened, and so by whom. */
const meant = (ctx: BrandContext, before: SQL): SQL => sql`
  select message_id from link_clicks where brand_id = ${ctx.scope.brandId}::uuid and message_id is not null
  group by message_id having max(at) < ${before}`

/** Who opened a link, when and how often goes; that somebody did on that day stays, for the campaign to be counted by. */
export const clicks: RetentionRule = {
  count: (ctx, before) =>
    countOf(ctx, sql`select count(*)::int as number from (${meant(ctx, before)}) as opened`),
  forgetSome: async (ctx, before) => {
    const { brandId } = ctx.scope
    // One statement, so that a click at this very moment finds either all of it or nothing of it.
    const { count } = await ctx.db.execute(sql`
      with old as (
        select id, row_number() over (partition by message_id order by at, id) as nth from link_clicks
        where brand_id = ${brandId}::uuid and message_id in (${meant(ctx, before)} limit ${lot})
      ), gone as (
        delete from link_clicks where brand_id = ${brandId}::uuid and id in (select id from old where nth > 1)
      )
      -- An id of ours says the moment at which it was made.
      update link_clicks set id = gen_random_uuid(), message_id = null, at = date_trunc('day', at)
      where brand_id = ${brandId}::uuid and id in (select id from old where nth = 1)`)
    return count
  },
}
