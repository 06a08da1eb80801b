import { sql } from 'drizzle-orm'
import { type WebhookRefusal, webhookRefusalReasons } from '@/db/states'
import type { BrandContext } from '../brands/scope'

/** How far the report looks back, today included. */
export const reportDays = 7

export type DeliveryDay = {
  /** `2026-11-25`, a day of the brand. */
  day: string
  received: number
  applied: number
  waiting: number
  /** Of the applied ones: a part of it could not be used. */
  withProblems: number
}

export type WebhookReport = {
  /** Newest first, days without any included. */
  days: DeliveryDay[]
  waiting: { count: number; since: Date } | null
  lastReceivedAt: Date | null
  /** Reports whose message is not known here (yet); dropped after a week. */
  parked: number
  /** Every reason, in a fixed order. */
  refusals: { reason: WebhookRefusal; lastDay: number; lastDays: number; lastAt: Date | null }[]
  /** What could not be used, in the words of the job, the most frequent first. */
  problems: { words: string; count: number; lastAt: Date }[]
}

/** What came in from WhatsApp over the last seven days, what was made of it, and what was turned away. */
export async function getWebhookReport(ctx: BrandContext): Promise<WebhookReport> {
  const [days, pulse, parked, refusals, problems] = await Promise.all([
    readDays(ctx),
    readPulse(ctx),
    countParked(ctx),
    readRefusals(ctx),
    readProblems(ctx),
  ])
  return { days, ...pulse, parked, refusals, problems }
}

const nowSql = (ctx: BrandContext) => sql`${ctx.now.toISOString()}::timestamptz`

/** The first moment of the report: midnight of the brand, `reportDays - 1` days ago. */
const fromSql = (ctx: BrandContext) => sql`(
  select ((${nowSql(ctx)} at time zone time_zone)::date - ${reportDays - 1}::int)::timestamp at time zone time_zone
  from brands where id = ${ctx.scope.brandId})`

async function readDays(ctx: BrandContext): Promise<DeliveryDay[]> {
  const rows = await ctx.db.execute<DeliveryDay & { with_problems: number }>(sql`
    with brand as (select time_zone, (${nowSql(ctx)} at time zone time_zone)::date as today from brands
      where id = ${ctx.scope.brandId}),
    counted as (
      select (received_at at time zone brand.time_zone)::date as day, count(*)::int as received,
        count(applied_at)::int as applied, count(*) filter (where problems <> '[]'::jsonb)::int as with_problems
      from webhook_deliveries, brand
      where brand_id = ${ctx.scope.brandId} and received_at >= ${fromSql(ctx)} group by 1
    )
    select d::date::text as day, coalesce(received, 0) as received, coalesce(applied, 0) as applied,
      coalesce(received - applied, 0) as waiting, coalesce(with_problems, 0) as with_problems
    from brand, generate_series(brand.today - ${reportDays - 1}::int, brand.today, interval '1 day') as d
    left join counted on counted.day = d::date order by 1 desc`)
  return rows.map(({ with_problems, ...row }) => ({ ...row, withProblems: with_problems }))
}

async function readPulse(ctx: BrandContext): Promise<Pick<WebhookReport, 'waiting' | 'lastReceivedAt'>> {
  const [row] = await ctx.db.execute<{ waiting: number; since: string | null; last: string | null }>(sql`
    select count(*)::int as waiting, min(received_at) as since,
      (select max(received_at) from webhook_deliveries
        where brand_id = ${ctx.scope.brandId} and received_at >= ${fromSql(ctx)}) as last
    from webhook_deliveries where brand_id = ${ctx.scope.brandId} and applied_at is null`)
  return {
    waiting: row?.since ? { count: row.waiting, since: new Date(row.since) } : null,
    lastReceivedAt: row?.last ? new Date(row.last) : null,
  }
}

async function countParked(ctx: BrandContext): Promise<number> {
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from parked_statuses where brand_id = ${ctx.scope.brandId}`)
  return row?.count ?? 0
}

async function readRefusals(ctx: BrandContext): Promise<WebhookReport['refusals']> {
  const rows = await ctx.db.execute<{
    reason: WebhookRefusal
    last_day: number
    last_days: number
    last_at: string
  }>(sql`
    select reason, coalesce(sum(count) filter (where last_at > ${nowSql(ctx)} - interval '1 day'), 0)::int as last_day,
      sum(count)::int as last_days, max(last_at) as last_at
    from webhook_refusals
    where brand_id = ${ctx.scope.brandId} and last_at >= ${fromSql(ctx)} group by reason`)
  return webhookRefusalReasons.map((reason) => {
    const row = rows.find((one) => one.reason === reason)
    return {
      reason,
      lastDay: row?.last_day ?? 0,
      lastDays: row?.last_days ?? 0,
      lastAt: row ? new Date(row.last_at) : null,
    }
  })
}

async function readProblems(ctx: BrandContext): Promise<WebhookReport['problems']> {
  const rows = await ctx.db.execute<{ words: string; count: number; last_at: string }>(sql`
    select words, count(*)::int as count, max(received_at) as last_at
    from webhook_deliveries, jsonb_array_elements_text(problems) as words
    where brand_id = ${ctx.scope.brandId} and received_at >= ${fromSql(ctx)} and problems <> '[]'::jsonb
    group by words order by 2 desc, 3 desc, 1 limit 10`)
  return rows.map(({ words, count, last_at }) => ({ words, count, lastAt: new Date(last_at) }))
}
