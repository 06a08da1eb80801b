import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import { topics } from '@/db/schema/consent'
import { landingPages } from '@/db/schema/landing-pages'
import { templates } from '@/db/schema/templates'
import type { CampaignState } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { AppError } from '../platform/errors'

export type Campaign = typeof campaigns.$inferSelect

export type CampaignDetails = {
  campaign: Campaign
  topic: typeof topics.$inferSelect
  template: typeof templates.$inferSelect
}

/** A campaign with its topic and template. @throws AppError `not-found` */
export async function requireCampaign(ctx: BrandContext, campaignId: string): Promise<CampaignDetails> {
  const [row] = await ctx.db
    .select({ campaign: campaigns, topic: topics, template: templates })
    .from(campaigns)
    .innerJoin(topics, and(eq(topics.brandId, campaigns.brandId), eq(topics.id, campaigns.topicId)))
    .innerJoin(
      templates,
      and(eq(templates.brandId, campaigns.brandId), eq(templates.id, campaigns.templateId)),
    )
    .where(and(eq(campaigns.brandId, ctx.scope.brandId), eq(campaigns.id, campaignId)))
  if (!row) throw new AppError('not-found')
  return row
}

export type CampaignRow = {
  id: string
  name: string
  state: CampaignState
  stateReason: string | null
  scheduledAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
  updatedAt: Date
  topicName: { nl: string; en: string }
  templateName: string
  templateLanguage: string
  /** Everybody who was queued at the start. 0 before it. */
  people: number
  /** Delivered, read ones included. */
  delivered: number
  read: number
  /** People who withdrew in answer to it. */
  optOuts: number
}

/** The groups in which the list is looked through. */
export const campaignGroups = {
  all: ['draft', 'scheduled', 'sending', 'paused', 'stopped', 'overdue', 'done', 'cancelled'],
  drafts: ['draft'],
  planned: ['scheduled', 'overdue'],
  running: ['sending', 'paused', 'stopped'],
  finished: ['done', 'cancelled'],
} as const satisfies Record<string, readonly CampaignState[]>
export type CampaignGroup = keyof typeof campaignGroups

/** Campaigns of the brand, what is next or newest first. */
export async function listCampaigns(
  ctx: BrandContext,
  filter: { group: CampaignGroup },
): Promise<CampaignRow[]> {
  const states = sql.join(
    campaignGroups[filter.group].map((state) => sql`${state}`),
    sql`, `,
  )
  const rows = await ctx.db.execute<Record<string, unknown>>(sql`
    select c.id, c.name, c.state, c.state_reason, c.scheduled_at, c.started_at, c.finished_at, c.updated_at,
      topics.name as topic_name, templates.name as template_name, templates.language as template_language,
      coalesce(m.people, 0) as people, coalesce(m.delivered, 0) as delivered, coalesce(m.read, 0) as read,
      coalesce(o.opt_outs, 0) as opt_outs
    from campaigns as c
    join topics on topics.brand_id = c.brand_id and topics.id = c.topic_id
    join templates on templates.brand_id = c.brand_id and templates.id = c.template_id
    left join (
      select campaign_id, count(*)::int as people,
        count(*) filter (where state in ('delivered', 'read'))::int as delivered,
        count(*) filter (where state = 'read')::int as read
      from messages where brand_id = ${ctx.scope.brandId} and campaign_id is not null group by campaign_id
    ) as m on m.campaign_id = c.id
    left join (
      select campaign_id, count(distinct subscriber_id)::int as opt_outs
      from consent_events
      where brand_id = ${ctx.scope.brandId} and campaign_id is not null and kind in ('withdrawn', 'platform_stop')
      group by campaign_id
    ) as o on o.campaign_id = c.id
    where c.brand_id = ${ctx.scope.brandId} and c.state in (${states})
    order by coalesce(c.started_at, c.scheduled_at, c.updated_at) desc, c.id desc
    limit 200`)
  return rows.map((row) => ({
    id: row.id as string,
    name: row.name as string,
    state: row.state as CampaignState,
    stateReason: row.state_reason as string | null,
    scheduledAt: toDate(row.scheduled_at),
    startedAt: toDate(row.started_at),
    finishedAt: toDate(row.finished_at),
    updatedAt: toDate(row.updated_at) as Date,
    topicName: row.topic_name as CampaignRow['topicName'],
    templateName: row.template_name as string,
    templateLanguage: row.template_language as string,
    people: row.people as number,
    delivered: row.delivered as number,
    read: row.read as number,
    optOuts: row.opt_outs as number,
  }))
}

/** Raw rows carry instants as text. */
export const toDate = (value: unknown): Date | null => (value === null ? null : new Date(value as string))

/** How many campaigns are in each group. */
export async function countCampaigns(ctx: BrandContext): Promise<Record<CampaignGroup, number>> {
  const rows = await ctx.db
    .select({ state: campaigns.state, count: sql<number>`count(*)::int` })
    .from(campaigns)
    .where(eq(campaigns.brandId, ctx.scope.brandId))
    .groupBy(campaigns.state)
  const inGroup = (group: CampaignGroup) => {
    const states: readonly CampaignState[] = campaignGroups[group]
    return rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0)
  }
  return {
    all: inGroup('all'),
    drafts: inGroup('drafts'),
    planned: inGroup('planned'),
    running: inGroup('running'),
    finished: inGroup('finished'),
  }
}

/** The pages through which people may have come in, for narrowing an audience. Drafts that nobody ever saw are left out. */
export function listSourcePages(ctx: BrandContext): Promise<{ id: string; name: string }[]> {
  return ctx.db
    .select({ id: landingPages.id, name: landingPages.name })
    .from(landingPages)
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), isNotNull(landingPages.publishedVersion)))
    .orderBy(landingPages.name)
}
