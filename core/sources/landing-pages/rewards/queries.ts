import { and, eq, sql } from 'drizzle-orm'
import { rewardCodes } from '@/db/schema/reward-codes'
import type { BrandContext } from '../../../brands/scope'

export type CodeCounts = { given: number; left: number; lastGivenAt: Date | null }

/** How many codes of a page were given, and how many are left. */
export async function countRewardCodes(ctx: BrandContext, pageId: string): Promise<CodeCounts> {
  const [row] = await ctx.db
    .select({
      given: sql<number>`count(*) filter (where given_at is not null)`.mapWith(Number),
      left: sql<number>`count(*) filter (where given_at is null)`.mapWith(Number),
      lastGivenAt: sql<Date | null>`max(given_at)`.mapWith(rewardCodes.givenAt),
    })
    .from(rewardCodes)
    .where(and(eq(rewardCodes.brandId, ctx.scope.brandId), eq(rewardCodes.landingPageId, pageId)))
  return row ?? { given: 0, left: 0, lastGivenAt: null }
}

/** Under so many it is time to add more. */
export const fewCodes = 20

export type PageShortOfCodes = { pageId: string; pageName: string; left: number }

/** Live pages that promise a code of their list and have few or none left, the emptiest first. */
export async function listPagesShortOfCodes(ctx: BrandContext): Promise<PageShortOfCodes[]> {
  const rows = await ctx.db.execute<PageShortOfCodes>(sql`
    select p.id as "pageId", p.name as "pageName", codes.n as "left"
    from landing_pages p
    join landing_page_versions v
      on v.brand_id = p.brand_id and v.landing_page_id = p.id and v.version = p.published_version
    cross join lateral (
      select count(*)::int as n from (
        select from reward_codes c
        where c.brand_id = p.brand_id and c.landing_page_id = p.id and c.given_at is null limit ${fewCodes}
      ) as open_codes
    ) as codes
    where p.brand_id = ${ctx.scope.brandId} and p.state = 'published' and codes.n < ${fewCodes}
      and v.content @? '$.content[*] ? (@.type == "OptInForm" && @.props.reward.kind == "list")'
    order by codes.n, p.name limit 3`)
  return [...rows]
}
