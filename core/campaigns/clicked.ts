import { sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'

/**
 * How many people opened a link of a campaign; each counts once, however often they did. Whose clicks were forgotten are
 * still counted: what is kept of them is one row each that names nobody.
 */
export async function countClicked(ctx: BrandContext, campaignId: string): Promise<number> {
  const [row] = await ctx.db.execute<{ people: number }>(sql`
    select (count(distinct message_id) + count(*) filter (where message_id is null))::int as people
    from link_clicks where brand_id = ${ctx.scope.brandId}::uuid and campaign_id = ${campaignId}::uuid`)
  return row?.people ?? 0
}
