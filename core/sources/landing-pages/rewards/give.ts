import { and, eq, sql } from 'drizzle-orm'
import { landingPageVersions } from '@/db/schema/landing-pages'
import { rewardCodes } from '@/db/schema/reward-codes'
import type { PublicLanguage } from '@/db/states'
import { recordAudit } from '../../../audit/commands'
import { getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { consentBlock } from '../document/rules'
import { pageContentSchema } from '../schema'
import { rewardWords } from './words'

export type RewardInput = { landingPageVersionId: string; subscriberId: string; language: PublicLanguage }

/**
 * What somebody is told of their reward once they confirmed, by the version of the page that promised it: its own text and the code,
 * the same for all or their own. Who confirms on a page again keeps the code they have. Call it in the transaction that
 * confirms, so that a code is given exactly when its message is queued.
 * @returns null where the page promised nothing
 */
export async function giveReward(ctx: BrandContext, input: RewardInput): Promise<string | null> {
  const { brandId } = ctx.scope
  const [version] = await ctx.db
    .select({ content: landingPageVersions.content, pageId: landingPageVersions.landingPageId })
    .from(landingPageVersions)
    .where(
      and(eq(landingPageVersions.brandId, brandId), eq(landingPageVersions.id, input.landingPageVersionId)),
    )
  const content = pageContentSchema.safeParse(version?.content).data
  if (!version || !content) return null
  const { kind, text, code } = consentBlock(content).props.reward
  if (kind === 'none') return null
  const words = rewardWords[input.language]
  const own = text[input.language].replaceAll('**', '*').trim()
  const given = kind === 'shared' ? code.trim() : await takeCode(ctx, version.pageId, input.subscriberId)
  // A shared reward may need no code at all: showing the message is enough.
  const last = given
    ? words.code(given)
    : kind === 'list'
      ? words.noneLeft((await getBrand(ctx)).contactEmail)
      : ''
  return [own, last].filter(Boolean).join('\n') || null
}

/** The code that this person has of the page, or the next that nobody has; undefined when none is left. */
function takeCode(ctx: BrandContext, pageId: string, subscriberId: string): Promise<string | undefined> {
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const ofPage = and(eq(rewardCodes.brandId, brandId), eq(rewardCodes.landingPageId, pageId))
    const [known] = await ctx.db
      .select({ code: rewardCodes.code })
      .from(rewardCodes)
      .where(and(ofPage, eq(rewardCodes.subscriberId, subscriberId)))
    if (known) return known.code
    // Two who confirm at the same moment take two different codes, and neither waits for the other.
    const [taken] = await ctx.db.execute<{ code: string }>(sql`
      update reward_codes set subscriber_id = ${subscriberId}::uuid, given_at = ${ctx.now.toISOString()}::timestamptz
      where brand_id = ${brandId}::uuid and id = (
        select id from reward_codes
        where brand_id = ${brandId}::uuid and landing_page_id = ${pageId}::uuid and given_at is null
        order by id limit 1 for update skip locked
      ) returning code`)
    await recordAudit(ctx, {
      ...{ brandId, subjectType: 'landing-page', subjectId: pageId },
      action: taken ? 'landing-page.give-code' : 'landing-page.no-code-left',
      details: { subscriberId },
    })
    return taken?.code
  })
}
