import { sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'
import { type QualityLevel, type QualitySpan, qualitySpans } from '../templates/life-cycle'
import type { Period } from './period'

/** Weeks of the small read line. */
const readWeeks = 8

export type TemplateQuality = {
  id: string
  name: string
  language: string
  level: QualityLevel
  /** Reads per delivered message by week, oldest first; null for a week in which nothing was delivered. */
  readShares: (number | null)[]
}

const inUse = sql`t.status not in ('DELETED', 'PENDING_DELETION')`

/**
 * Templates with how their messages were read in the last 8 weeks: first those whose rating fell, then what is used
 * most.
 * @param limit at most so many; `total` counts all
 */
export async function listTemplateQuality(
  ctx: BrandContext,
  period: Pick<Period, 'today'>,
  limit: number,
): Promise<{ templates: TemplateQuality[]; total: number }> {
  const rows = await ctx.db.execute<
    Omit<TemplateQuality, 'level' | 'readShares'> & {
      status: string
      score: string
      delivered: number[]
      read: number[]
      total: number
    }
  >(sql`
    with weeks as (
      select template_id, (${period.today}::date - day) / 7 as weeks_ago,
        sum(delivered)::int as delivered, sum(read)::int as read
      from template_days
      where brand_id = ${ctx.scope.brandId} and day > ${period.today}::date - 7 * ${readWeeks}::int
      group by 1, 2
    )
    select t.id, t.name, t.language, t.status, t.quality_score as score, count(*) over ()::int as total,
      array(select coalesce(w.delivered, 0) from generate_series(${readWeeks - 1}::int, 0, -1) as ago
        left join weeks w on w.template_id = t.id and w.weeks_ago = ago order by ago desc) as delivered,
      array(select coalesce(w.read, 0) from generate_series(${readWeeks - 1}::int, 0, -1) as ago
        left join weeks w on w.template_id = t.id and w.weeks_ago = ago order by ago desc) as read
    from templates t
    where t.brand_id = ${ctx.scope.brandId} and ${inUse}
    order by
      case when t.status = 'APPROVED' and t.quality_score = 'RED' then 0
        when t.status = 'APPROVED' and t.quality_score = 'YELLOW' then 1
        when t.status in ('APPROVED', 'PAUSED', 'DISABLED') then 2 else 3 end,
      (select coalesce(sum(delivered), 0) from weeks where template_id = t.id) desc, t.name, t.language
    limit ${limit}`)
  return {
    total: rows[0]?.total ?? 0,
    templates: rows.map(({ status, score, delivered, read, total: _, ...row }) => ({
      ...row,
      level: levelNow({ status, qualityScore: score }, ctx.now),
      readShares: delivered.map((week, index) => (week === 0 ? null : (read[index] ?? 0) / week)),
    })),
  }
}

/** How a template stands at this moment. */
function levelNow(now: { status: string; qualityScore: string }, at: Date): QualityLevel {
  return qualitySpans([], now, new Date(at.getTime() - 1), at)[0]?.level ?? 'UNKNOWN'
}

export type TemplateTimeline = { id: string; name: string; language: string; spans: QualitySpan[] }

type HistoryRow = {
  id: string
  name: string
  language: string
  status: string
  score: string
  changes: { kind: string; previous: string | null; current: string; reason: string | null; at: string }[]
}

/**
 * The ratings over a period of the templates that sent something in it or whose rating moved, without gaps.
 * @returns where the period begins as an instant, and a line a template
 */
export async function getQualityTimeline(
  ctx: BrandContext,
  period: Pick<Period, 'first'> & { timeZone: string },
): Promise<{ from: Date; until: Date; templates: TemplateTimeline[] }> {
  const { brandId } = ctx.scope
  const start = sql`(${period.first}::date::timestamp at time zone ${period.timeZone})`
  const [begin] = await ctx.db.execute<{ at: string }>(sql`select ${start} as at`)
  const rows = await ctx.db.execute<HistoryRow>(sql`
    select t.id, t.name, t.language, t.status, t.quality_score as score,
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', e.kind, 'previous', e.previous, 'current', e.current,
          'reason', e.reason, 'at', e.at) order by e.at, e.id)
        from template_events e
        where e.brand_id = t.brand_id and e.template_id = t.id and e.kind in ('status', 'quality')
      ), '[]'::jsonb) as changes
    from templates t
    where t.brand_id = ${brandId} and ${inUse} and (
      exists (select from template_days d
        where d.brand_id = t.brand_id and d.template_id = t.id and d.day >= ${period.first}::date)
      or exists (select from template_events e
        where e.brand_id = t.brand_id and e.template_id = t.id and e.kind = 'quality' and e.current <> 'UNKNOWN' and e.at >= ${start}))
    order by t.name, t.language`)
  const from = new Date(begin?.at ?? ctx.now)
  return {
    from,
    until: ctx.now,
    templates: rows.map(({ changes, status, score, ...row }) => ({
      ...row,
      spans: qualitySpans(
        changes.map((change) => ({ ...change, at: new Date(change.at) })),
        { status, qualityScore: score },
        from,
        ctx.now,
      ),
    })),
  }
}
