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
