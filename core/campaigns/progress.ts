import { and, eq, isNull, sql } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import type { MessageState } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { looksTracked } from '../templates/rules'
import { findComponent, templateComponentsSchema } from '../templates/schema'
import { countClicked } from './clicked'
import { subject } from './commands'
import { toDate } from './queries'
import {
  type CampaignProgress,
  type LedgerPart,
  ledgerParts,
  type NotDelivered,
  type SeriesPoint,
  type SkipReason,
} from './states'

/** Statuses come for days, but after this long they come by ones. */
const livelyAfterEndMs = 30 * 60_000

/**
 * Where a campaign stands at `ctx.now`. Every figure is counted from the messages themselves, so the parts add up
 * to the whole.
 * @throws AppError `not-found`
 */
export async function getCampaignProgress(ctx: BrandContext, campaignId: string): Promise<CampaignProgress> {
  const brandId = ctx.scope.brandId
  const [campaign] = await ctx.db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.brandId, brandId), eq(campaigns.id, campaignId)))
  if (!campaign) throw new AppError('not-found')
  const { state, stateReason, scheduledAt, startedAt, finishedAt } = campaign
  const counts = await countMessages(ctx, campaignId)
  const parts = Object.fromEntries(ledgerParts.map((part) => [part, 0])) as Record<LedgerPart, number>
  for (const row of counts) parts[row.waits ? 'waiting' : row.state] += row.people
  const unsettled = parts.accepted + parts.sent + parts.delivered + parts.held
  const quietSince = finishedAt ?? (state === 'sending' ? null : campaign.updatedAt)
  const lively = quietSince === null || ctx.now.getTime() - quietSince.getTime() < livelyAfterEndMs
  return {
    state,
    stateReason,
    scheduledAt,
    startedAt,
    finishedAt,
    people: counts.reduce((sum, row) => sum + row.people, 0),
    parts,
    notDelivered: listNotDelivered(counts),
    leftOut: await countLeftOut(ctx, campaignId),
    series: startedAt ? await readSeries(ctx, campaignId, startedAt) : [],
    ...(await readPulse(ctx, campaignId)),
    clicked: (await hasCountedLink(ctx, campaign.templateId)) ? await countClicked(ctx, campaignId) : null,
    live: state === 'scheduled' || state === 'sending' || (lively && unsettled > 0),
    countedAt: ctx.now,
  }
}

async function hasCountedLink(ctx: BrandContext, templateId: string): Promise<boolean> {
  const [template] = await ctx.db
    .select({ components: templates.components })
    .from(templates)
    .where(and(eq(templates.brandId, ctx.scope.brandId), eq(templates.id, templateId)))
  const buttons = findComponent(
    templateComponentsSchema.parse(template?.components ?? []),
    'BUTTONS',
  )?.buttons
  return buttons?.some(({ url }) => looksTracked(url)) ?? false
}

type CountRow = {
  state: MessageState
  waits: boolean
  skip_reason: SkipReason | null
  error_code: number | null
  error_title: string | null
  people: number
}

async function countMessages(ctx: BrandContext, campaignId: string): Promise<CountRow[]> {
  const rows = await ctx.db.execute<CountRow>(sql`
    select state, (state = 'queued' and due_at > ${ctx.now.toISOString()}::timestamptz) as waits, skip_reason,
      case when state = 'failed' then error_code end as error_code,
      min(case when state = 'failed' then error_title end) as error_title, count(*)::int as people
    from messages where brand_id = ${ctx.scope.brandId} and campaign_id = ${campaignId}
    group by 1, 2, 3, 4`)
  return [...rows]
}

function listNotDelivered(counts: CountRow[]): NotDelivered[] {
  const lines = counts.flatMap((row): NotDelivered[] => {
    if (row.state === 'failed') {
      return [{ kind: 'failed', code: row.error_code, title: row.error_title, people: row.people }]
    }
    if (row.state === 'skipped' && row.skip_reason) {
      return [{ kind: 'skipped', reason: row.skip_reason, people: row.people }]
    }
    return row.state === 'uncertain' ? [{ kind: 'uncertain', people: row.people }] : []
  })
  return lines.sort((a, b) => b.people - a.people)
}

async function countLeftOut(ctx: BrandContext, campaignId: string): Promise<CampaignProgress['leftOut']> {
  const rows = await ctx.db.execute<CampaignProgress['leftOut'][number]>(sql`
    select reason, count(*)::int as people from campaign_exclusions
    where brand_id = ${ctx.scope.brandId} and campaign_id = ${campaignId} group by reason order by 2 desc, 1`)
  return [...rows]
}

/** Steps in seconds that a person can read off an axis. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400]
const mostPoints = 120

/** Cumulative figures from the start until the last thing that happened, in at most 120 even steps. */
async function readSeries(ctx: BrandContext, campaignId: string, startedAt: Date): Promise<SeriesPoint[]> {
  const own = sql`brand_id = ${ctx.scope.brandId} and campaign_id = ${campaignId}`
  const [last] = await ctx.db.execute<{ at: string | null }>(sql`
    select max(greatest(accepted_at, delivered_at, read_at)) as at from messages where ${own}`)
  const lastAt = toDate(last?.at ?? null)
  if (!lastAt) return []
  const spanSeconds = Math.max(1, (lastAt.getTime() - startedAt.getTime()) / 1000)
  const step =
    steps.find((seconds) => spanSeconds / seconds <= mostPoints) ?? Math.ceil(spanSeconds / mostPoints)
  const bucketOf = (column: 'accepted_at' | 'delivered_at' | 'read_at') => sql`
    select ${sql.raw(`'${column}'`)} as what,
      greatest(0, ceil(extract(epoch from ${sql.raw(column)} - ${startedAt.toISOString()}::timestamptz) / ${step}::float8))::int as bucket
    from messages where ${own} and ${sql.raw(column)} is not null`
  const rows = await ctx.db.execute<{ what: string; bucket: number; people: number }>(sql`
    select what, bucket, count(*)::int as people
    from (${bucketOf('accepted_at')} union all ${bucketOf('delivered_at')} union all ${bucketOf('read_at')}) as moments
    group by 1, 2`)
  const buckets = Math.max(0, ...rows.map((row) => row.bucket))
  const added = new Map(rows.map((row) => [`${row.what} ${row.bucket}`, row.people]))
  let accepted = 0
  let delivered = 0
  let read = 0
  return Array.from({ length: buckets + 1 }, (_, bucket) => {
    accepted += added.get(`accepted_at ${bucket}`) ?? 0
    delivered += added.get(`delivered_at ${bucket}`) ?? 0
    read += added.get(`read_at ${bucket}`) ?? 0
    return { at: new Date(startedAt.getTime() + bucket * step * 1000), accepted, delivered, read }
  })
}

async function readPulse(
  ctx: BrandContext,
  campaignId: string,
): Promise<Pick<CampaignProgress, 'perMinute' | 'waitingUntil' | 'optOuts'>> {
  const now = ctx.now.toISOString()
  const own = sql`brand_id = ${ctx.scope.brandId} and campaign_id = ${campaignId}`
  const [row] = await ctx.db.execute<{
    per_minute: number
    waiting_until: string | null
    opt_outs: number
  }>(sql`
    select
      (select count(*)::int from messages
        where ${own} and accepted_at > ${now}::timestamptz - interval '1 minute') as per_minute,
      (select min(due_at) from messages
        where ${own} and state = 'queued' and due_at > ${now}::timestamptz) as waiting_until,
      (select count(distinct subscriber_id)::int from consent_events
        where ${own} and kind in ('withdrawn', 'platform_stop')) as opt_outs`)
  return {
    perMinute: row?.per_minute ?? 0,
    waitingUntil: toDate(row?.waiting_until ?? null),
    optOuts: row?.opt_outs ?? 0,
  }
}

/**
 * Ends the campaigns of this brand that have nobody left to send to: no message queued and none in a lease. What
 * WhatsApp still reports about those on their way does not keep a campaign open.
 */
export function finishDoneCampaigns(ctx: BrandContext): Promise<{ finished: string[] }> {
  return inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(campaigns)
      .set({ state: 'done', finishedAt: ctx.now, updatedAt: ctx.now })
      .where(
        and(
          eq(campaigns.brandId, ctx.scope.brandId),
          eq(campaigns.state, 'sending'),
          isNull(campaigns.finishedAt),
          sql`not exists (select 1 from messages
            where messages.brand_id = ${campaigns.brandId} and messages.campaign_id = ${campaigns.id}
              and messages.state in ('queued', 'sending'))`,
        ),
      )
      .returning({ id: campaigns.id })
    for (const { id } of rows) await recordAudit(ctx, { ...subject(ctx, id), action: 'campaign.finish' })
    return { finished: rows.map((row) => row.id) }
  })
}
