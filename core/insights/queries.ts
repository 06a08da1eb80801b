import { sql } from 'drizzle-orm'
import type { SourceKind } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { type DayFigures, type Summary, summarise } from './figures'
import { type Period, periodUntil } from './period'
import { stayDays } from './rules'

/** The period of so many days in this brand's zone. */
export async function getPeriod(ctx: BrandContext, days: number): Promise<Period & { timeZone: string }> {
  const { timeZone } = await getBrand(ctx)
  return { ...periodUntil(ctx.now, timeZone, days), timeZone }
}

export type DailyFigures = {
  summary: Summary
  days: DayFigures[]
  /** As many days before them, for the line to compare with. */
  before: DayFigures[]
  /** Subscribers when `before` began, and when `days` began. */
  subscribersBefore: number
  subscribersAtStart: number
}

/** Every day of the period and of the one before it, days without anything included. */
export async function getDailyFigures(ctx: BrandContext, period: Period): Promise<DailyFigures> {
  const { brandId } = ctx.scope
  const rows = await ctx.db.execute<DayFigures>(sql`
    select d.day::date::text as day,
      coalesce(c.opt_ins, 0)::int as "optIns", coalesce(c.confirmed, 0)::int as confirmed,
      coalesce(c.opt_outs, 0)::int as "optOuts", coalesce(c.joined, 0)::int as joined,
      coalesce(c.departed, 0)::int as departed,
      coalesce(t.delivered, 0)::int as delivered, coalesce(t.opt_outs, 0)::int as "answeredWithOptOut"
    from generate_series(${period.previousFirst}::date, ${period.today}::date, interval '1 day') as d(day)
    left join (
      select day, sum(opt_ins) as opt_ins, sum(confirmed) as confirmed, sum(opt_outs) as opt_outs,
        sum(joined) as joined, sum(departed) as departed
      from consent_days where brand_id = ${brandId} and day >= ${period.previousFirst}::date group by day
    ) as c on c.day = d.day
    left join (
      select day, sum(delivered) as delivered, sum(opt_outs) as opt_outs
      from template_days where brand_id = ${brandId} and day >= ${period.previousFirst}::date group by day
    ) as t on t.day = d.day
    order by d.day`)
  const [earlier] = await ctx.db.execute<{ people: number }>(sql`
    select coalesce(sum(joined - departed), 0)::int as people from consent_days
    where brand_id = ${brandId} and day < ${period.previousFirst}::date`)
  const subscribersBefore = earlier?.people ?? 0
  const before = rows.slice(0, period.days)
  const days = rows.slice(period.days)
  const summary = summarise(days, before, subscribersBefore)
  return { summary, days, before, subscribersBefore, subscribersAtStart: summary.subscribers.before ?? 0 }
}

export type CampaignMark = {
  id: string
  name: string
  startedAt: Date
  day: string
  templateId: string
  people: number
}

/** The campaigns that started in the period, oldest first, with how many people they went to. */
export async function listCampaignMarks(
  ctx: BrandContext,
  period: Pick<Period, 'first'> & { timeZone: string },
): Promise<CampaignMark[]> {
  const rows = await ctx.db.execute<Omit<CampaignMark, 'startedAt'> & { started_at: string }>(sql`
    select c.id, c.name, c.started_at, (c.started_at at time zone ${period.timeZone})::date::text as day,
      c.template_id as "templateId",
      (select count(*)::int from messages m
        where m.brand_id = c.brand_id and m.campaign_id = c.id and m.accepted_at is not null) as people
    from campaigns c
    where c.brand_id = ${ctx.scope.brandId}
      and c.started_at >= (${period.first}::date::timestamp at time zone ${period.timeZone})
      and c.started_at <= ${ctx.now.toISOString()}::timestamptz
    order by c.started_at, c.id`)
  return rows
    .filter((row) => row.people > 0)
    .map(({ started_at, ...row }) => ({ ...row, startedAt: new Date(started_at) }))
}

export type Source = {
  sourceKind: SourceKind
  landingPageId: string | null
  qrCodeId: string | null
  /** The name of the code, else of the page; null where the channel itself (a word in the chat) is the source. */
  label: string | null
  optIns: number
  confirmed: number
  /** Of those whose 30th day fell in the period: how many confirmed, and how many of them left before it. */
  judged: number
  gone: number
  optOuts: number
  /** Subscribers of this source at some time in the period: who can opt out. */
  people: number
}

/** Where people come from, the source with the most opt-ins first. */
export async function listSources(ctx: BrandContext, period: Period): Promise<Source[]> {
  const { brandId } = ctx.scope
  return ctx.db.execute<Source>(sql`
    with counted as (
      select source_kind, landing_page_id, qr_code_id,
        coalesce(sum(opt_ins) filter (where day >= ${period.first}::date), 0)::int as opt_ins,
        coalesce(sum(confirmed) filter (where day >= ${period.first}::date), 0)::int as confirmed,
        coalesce(sum(confirmed) filter (where judged), 0)::int as judged,
        coalesce(sum(gone_within_30) filter (where judged), 0)::int as gone,
        coalesce(sum(opt_outs) filter (where day >= ${period.first}::date), 0)::int as opt_outs,
        (coalesce(sum(joined), 0) - coalesce(sum(departed) filter (where day < ${period.first}::date), 0))::int as people
      from (
        select *, day between ${period.first}::date - ${stayDays}::int and ${period.today}::date - ${stayDays}::int as judged
        from consent_days where brand_id = ${brandId}
      ) as d
      group by source_kind, landing_page_id, qr_code_id
    )
    select c.source_kind as "sourceKind", nullif(c.landing_page_id, '') as "landingPageId",
      nullif(c.qr_code_id, '') as "qrCodeId", coalesce(q.label, case when c.source_kind = 'landing_page' then p.name end) as label,
      c.opt_ins as "optIns", c.confirmed, c.judged, c.gone, c.opt_outs as "optOuts", c.people
    from counted c
    left join qr_codes q on q.brand_id = ${brandId} and q.id::text = c.qr_code_id
    left join landing_pages p on p.brand_id = ${brandId} and p.id::text = c.landing_page_id
    where c.opt_ins > 0 or c.opt_outs > 0
    order by c.opt_ins desc, c.opt_outs desc, label`)
}

/** Whether this brand has had any opt-in at all, and what it has to get one. */
export async function getFirstSteps(
  ctx: BrandContext,
): Promise<{ hasOptIns: boolean; hasPublishedPage: boolean; hasAccount: boolean }> {
  const { brandId } = ctx.scope
  const [row] = await ctx.db.execute<{
    hasOptIns: boolean
    hasPublishedPage: boolean
    hasAccount: boolean
  }>(sql`
    select exists (select from consent_events where brand_id = ${brandId}) as "hasOptIns",
      exists (select from landing_pages where brand_id = ${brandId} and state = 'published') as "hasPublishedPage",
      exists (select from whatsapp_accounts where brand_id = ${brandId}) as "hasAccount"`)
  return row ?? { hasOptIns: false, hasPublishedPage: false, hasAccount: false }
}
