import { and, desc, eq } from 'drizzle-orm'
import { campaigns, messages } from '@/db/schema/campaigns'
import { linkClicks } from '@/db/schema/links'
import type { BrandContext } from '../../brands/scope'

export type Click = { id: string; at: Date; campaign: { id: string; name: string } }

const shown = 100

/** The links that a person opened, the newest first, at most 100. */
export function listClicks(ctx: BrandContext, subscriberId: string): Promise<Click[]> {
  const { brandId } = ctx.scope
  return ctx.db
    .select({
      id: linkClicks.id,
      at: linkClicks.at,
      campaign: { id: campaigns.id, name: campaigns.name },
    })
    .from(linkClicks)
    .innerJoin(messages, and(eq(messages.brandId, brandId), eq(messages.id, linkClicks.messageId)))
    .innerJoin(campaigns, and(eq(campaigns.brandId, brandId), eq(campaigns.id, linkClicks.campaignId)))
    .where(and(eq(linkClicks.brandId, brandId), eq(messages.subscriberId, subscriberId)))
    .orderBy(desc(linkClicks.at))
    .limit(shown)
}
