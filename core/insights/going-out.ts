import { sql } from 'drizzle-orm'
import type { Audience } from '@/db/schema/campaigns'
import type { CampaignState } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { previewAudience } from '../campaigns/audience'

export type GoingOut = {
  id: string
  name: string
  state: CampaignState
  /** The moment that is meant or was: null for a draft without one. */
  at: Date | null
  templateName: string
  /** Who is being messaged, or who may be if it went out now. */
  people: number
  /** Of these, whom a message has left for already. Null before the start. */
  gone: number | null
}

type Row = Omit<GoingOut, 'at' | 'people'> & {
  at: string | null
  people: number | null
  topicId: string
  templateCategory: string
  audience: Audience
}

/** What runs, what is planned and what is being prepared, the nearest first. */
export async function listGoingOut(
  ctx: BrandContext,
  limit: number,
): Promise<{ campaigns: GoingOut[]; total: number }> {
  const rows = await ctx.db.execute<Row & { total: number }>(sql`
    select c.id, c.name, c.state, coalesce(c.started_at, c.scheduled_at) as at, t.name as "templateName",
      m.people, m.gone, c.topic_id as "topicId", t.category as "templateCategory", c.audience,
      count(*) over ()::int as total
    from campaigns c
    join templates t on t.brand_id = c.brand_id and t.id = c.template_id
    left join lateral (
      select count(*)::int as people, count(*) filter (where state not in ('queued', 'sending'))::int as gone
      from messages where brand_id = c.brand_id and campaign_id = c.id
    ) as m on c.started_at is not null
    where c.brand_id = ${ctx.scope.brandId} and c.state in ('sending', 'paused', 'scheduled', 'overdue', 'draft')
    order by case c.state when 'sending' then 0 when 'paused' then 1 when 'draft' then 3 else 2 end,
      coalesce(c.scheduled_at, c.updated_at)
    limit ${limit}`)
  const campaigns: GoingOut[] = []
  for (const { topicId, templateCategory, audience, people, at, total: _, ...row } of rows) {
    const eligible = people ?? (await previewAudience(ctx, { topicId, templateCategory, audience })).eligible
    campaigns.push({ ...row, at: at === null ? null : new Date(at), people: eligible })
  }
  return { campaigns, total: rows[0]?.total ?? 0 }
}
