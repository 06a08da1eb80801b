import { and, desc, eq, gte, isNotNull } from 'drizzle-orm'
import { messages } from '@/db/schema/campaigns'
import { landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import type { BrandContext } from '../brands/scope'
import { getPublicOrigin } from '../sources/domains/queries'

/** Where to sign up: the page of this version while it is published, else the brand's newest one, else null. */
export async function findSignUpLink(ctx: BrandContext, versionId?: string | null): Promise<string | null> {
  const { brandId } = ctx.scope
  const published = and(eq(landingPages.brandId, brandId), eq(landingPages.state, 'published'))
  const [own] = versionId
    ? await ctx.db
        .select({ slug: landingPages.slug })
        .from(landingPages)
        .innerJoin(
          landingPageVersions,
          and(
            eq(landingPageVersions.brandId, landingPages.brandId),
            eq(landingPageVersions.landingPageId, landingPages.id),
          ),
        )
        .where(and(published, eq(landingPageVersions.id, versionId)))
    : []
  const [newest] = own
    ? [own]
    : await ctx.db
        .select({ slug: landingPages.slug })
        .from(landingPages)
        .where(published)
        .orderBy(desc(landingPages.updatedAt))
        .limit(1)
  return newest ? `${await getPublicOrigin(ctx)}/p/${newest.slug}` : null
}

/** How we know which campaign somebody answered: they pressed or quoted its message, or it was the last they got. */
export type AnsweredCampaign = { campaignId: string; known: 'quoted' | 'last-message' }

/**
 * The campaign that a message answers. A typed STOP quotes nothing; then it is the campaign of the last message we
 * sent them in the 24 hours before, and the ledger says that this is how it is known.
 */
export async function findAnsweredCampaign(
  ctx: BrandContext,
  input: { subscriberId: string; contextMessageId: string | null; at: Date },
): Promise<AnsweredCampaign | null> {
  const { brandId } = ctx.scope
  if (input.contextMessageId) {
    const [quoted] = await ctx.db
      .select({ campaignId: messages.campaignId })
      .from(messages)
      .where(and(eq(messages.brandId, brandId), eq(messages.providerMessageId, input.contextMessageId)))
    if (quoted?.campaignId) return { campaignId: quoted.campaignId, known: 'quoted' }
  }
  const dayBefore = new Date(input.at.getTime() - 24 * 60 * 60 * 1000)
  const [last] = await ctx.db
    .select({ campaignId: messages.campaignId })
    .from(messages)
    .where(
      and(
        eq(messages.brandId, brandId),
        eq(messages.subscriberId, input.subscriberId),
        isNotNull(messages.campaignId),
        gte(messages.acceptedAt, dayBefore),
      ),
    )
    .orderBy(desc(messages.acceptedAt))
    .limit(1)
  return last?.campaignId ? { campaignId: last.campaignId, known: 'last-message' } : null
}
