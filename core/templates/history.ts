import { sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'
import { type QualitySpan, qualitySpans } from './life-cycle'
import { listTemplateEvents, type Template } from './queries'

export type TemplateDay = {
  /** `2026-11-23` in the brand's time zone. */
  day: string
  delivered: number
  optOuts: number
}

export type TemplateHistory = {
  /** Midnight that began the first day, in the brand's time zone. */
  from: Date
  until: Date
  /** Every day of the period, those without messages included; the last one is not over yet. */
  days: TemplateDay[]
  spans: QualitySpan[]
  totals: { accepted: number; delivered: number; read: number; failed: number; optOuts: number }
}

type DayRow = TemplateHistory['totals'] & { day: string; begins: string }

/**
 * How a template was rated over the last `days` days, today included, and what was sent with it, from the roll-ups.
 * @param timeZone the brand's
 */
export async function getTemplateHistory(
  ctx: BrandContext,
  template: Pick<Template, 'id' | 'status' | 'qualityScore'>,
  period: { days: number; timeZone: string },
): Promise<TemplateHistory> {
  const today = sql`(${ctx.now.toISOString()}::timestamptz at time zone ${period.timeZone})::date`
  const rows = await ctx.db.execute<DayRow>(sql`
    select d.day::date::text as day, (d.day::timestamp at time zone ${period.timeZone}) as begins,
      coalesce(t.accepted, 0) as accepted, coalesce(t.delivered, 0) as delivered, coalesce(t.read, 0) as read,
      coalesce(t.failed, 0) as failed, coalesce(t.opt_outs, 0) as "optOuts"
    from generate_series((${today} - ${period.days - 1}::int)::timestamp, ${today}::timestamp, interval '1 day') as d(day)
    left join template_days t
      on t.brand_id = ${ctx.scope.brandId} and t.template_id = ${template.id} and t.day = d.day::date
    order by d.day`)
  const events = await listTemplateEvents(ctx, template.id)
  const from = new Date(rows[0]?.begins ?? ctx.now)
  const sum = (key: keyof TemplateHistory['totals']) => rows.reduce((total, row) => total + row[key], 0)
  return {
    from,
    until: ctx.now,
    days: rows.map(({ day, delivered, optOuts }) => ({ day, delivered, optOuts })),
    spans: qualitySpans(events, template, from, ctx.now),
    totals: {
      accepted: sum('accepted'),
      delivered: sum('delivered'),
      read: sum('read'),
      failed: sum('failed'),
      optOuts: sum('optOuts'),
    },
  }
}
