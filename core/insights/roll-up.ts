import { type SQL, sql } from 'drizzle-orm'
import { rollUpMarks } from '@/db/schema/insights'
import { consentKinds } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { type CountingRule, countingRuleOf } from '../consent/counts'
import { tickIsNotEnoughSql } from '../consent/counts-sql'
import { inTransaction } from '../platform/context'
import { rebuildCodeDays } from '../sources/qr-codes/rebuild-days'
import {
  confirmationDays,
  confirmingKinds,
  givingKinds,
  messageDays,
  optInKinds,
  optOutKinds,
  standingEffect,
  stayDays,
  takingKinds,
} from './rules'

/** A day of slack, because a day of the brand is not a day of the clock. */
const slackDays = 1

/**
 * Brings the roll-ups up to date: recomputes the days that anything since the last time can have changed, which
 * reaches back as far as a late status or an opt-out still counts for the day of its message or opt-in.
 * @param options.since recomputes for everything that happened since then, where that is longer ago than the last
 * time (history that is told afterwards, as an import does).
 */
export function refreshRollUps(ctx: BrandContext, options: { since?: Date } = {}): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    await lock(tx)
    const [mark] = await tx.db.execute<{ refreshed_at: string }>(
      sql`select refreshed_at from roll_up_marks where brand_id = ${ctx.scope.brandId}`,
    )
    if (!mark) return recompute(tx, undefined)
    const refreshedAt = new Date(mark.refreshed_at)
    const moments = [refreshedAt, ctx.now, ...(options.since ? [options.since] : [])]
    await recompute(tx, new Date(Math.min(...moments.map(Number))))
  })
}

/** Makes all roll-ups anew from the ledger and the messages. Gives the numbers that refreshing has kept. */
export function rebuildRollUps(ctx: BrandContext): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    await lock(tx)
    await recompute(tx, undefined)
    await rebuildCodeDays(tx)
  })
}

/** Two at once would both delete and both insert. The second waits and then sees what the first has made. */
async function lock(ctx: BrandContext): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`roll-ups:${ctx.scope.brandId}`}, 0))`,
  )
}

async function recompute(ctx: BrandContext, changedSince: Date | undefined): Promise<void> {
  const brand = await getBrand(ctx)
  const dayOf = (daysBefore: number): SQL =>
    changedSince
      ? sql`((${changedSince.toISOString()}::timestamptz at time zone ${brand.timeZone})::date - ${daysBefore}::int)`
      : sql`'-infinity'::date`
  const from = { consent: dayOf(stayDays + slackDays), messages: dayOf(messageDays + slackDays) }
  const { timeZone } = brand
  await recomputeConsentDays(ctx, { timeZone, counting: countingRuleOf(brand), from: from.consent })
  await recomputeTemplateDays(ctx, { timeZone, from: from.messages })
  await ctx.db
    .insert(rollUpMarks)
    .values({ brandId: ctx.scope.brandId, refreshedAt: ctx.now })
    .onConflictDoUpdate({ target: rollUpMarks.brandId, set: { refreshedAt: ctx.now } })
}

type Scope = { timeZone: string; counting: CountingRule /** First day to make anew. */; from: SQL }

const list = (values: readonly string[]): SQL =>
  sql`(${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`

const source = sql.raw('source_kind, landing_page_id, qr_code_id')

/**
 * Reads the whole history of the people who did something in the window, because a standing is a fold; everybody
 * else cannot have changed a day in it.
 */
async function recomputeConsentDays(ctx: BrandContext, { timeZone, counting, from }: Scope): Promise<void> {
  const { brandId } = ctx.scope
  const standing = (tickCounts: boolean) =>
    sql`case e.kind ${sql.join(
      consentKinds.map((kind) => sql`when ${kind} then ${standingEffect(kind, tickCounts)}::int`),
      sql` `,
    )} end`
  const ticksDoNotCount = tickIsNotEnoughSql(counting, {
    sourceKind: sql`e.source_kind`,
    country: sql`p.country`,
  })
  await ctx.db.execute(sql`delete from consent_days where brand_id = ${brandId} and day >= ${from}`)
  await ctx.db.execute(sql`
    insert into consent_days (brand_id, day, ${source}, opt_ins, confirmed, gone_within_30, opt_outs, joined, departed)
    with acts as (
      select e.subscriber_id, e.topic_id, e.kind, e.at, e.seq, (e.at at time zone ${timeZone})::date as day,
        -- Who says yes again while it stands is no opt-in anew.
        e.kind in ${list(optInKinds)} and e.details -> 'stood' is null as is_in, e.kind in ${list(optOutKinds)} as is_out,
        case when e.kind = 'confirmed' and
          coalesce(max(e.seq) filter (where e.kind in ${list(givingKinds)}
            or e.details #>> '{becomes,state}' = 'given') over topic, 0) <=
          coalesce(max(e.seq) filter (where e.kind in ${list(takingKinds)}) over topic, 0) then 0
          -- Two records of one person were merged: what stood with the one stands with the other from here.
          when e.kind = 'corrected' and e.details -> 'becomes' is not null then
            case e.details #>> '{becomes,state}' when 'confirmed' then 1
              when 'given' then case when ${ticksDoNotCount} then 0 else 1 end else -1 end
          when e.kind = 'expired' and e.method = 'lapse' then ${standingEffect('expired', true, 'lapse')}::int
          -- A tick lifts no withdrawal: that waits for the confirmation.
          when e.kind in ('given', 'imported') and
            coalesce(max(e.seq) filter (where e.kind = 'withdrawn') over topic, 0) >
            coalesce(max(e.seq) filter (where e.kind in ${list(confirmingKinds)}) over topic, 0) then 0
          else case when ${ticksDoNotCount} then ${standing(false)} else ${standing(true)} end end as effect,
        e.source_kind, coalesce(v.landing_page_id::text, '') as landing_page_id,
        coalesce(e.qr_code_id::text, '') as qr_code_id
      from consent_events e
      join subscribers p on p.brand_id = e.brand_id and p.id = e.subscriber_id
      left join landing_page_versions v on v.brand_id = e.brand_id and v.id = e.landing_page_version_id
      where e.brand_id = ${brandId} and e.subscriber_id in (
        select subscriber_id from consent_events
        where brand_id = ${brandId} and at >= ${from}::timestamp at time zone ${timeZone})
      window topic as (partition by e.subscriber_id, e.topic_id order by e.seq)
    ),
    ordered as (
      select acts.*,
        -- Every act belongs to the last opt-in before it; 0 is before the first.
        count(*) filter (where is_in) over past as opt_in_number,
        min(at) filter (where kind in ${list(confirmingKinds)}) over future as next_confirmed_at,
        min(at) filter (where is_out) over future as next_out_at,
        lag(effect) over (partition by subscriber_id, topic_id, effect <> 0 order by seq) as effect_before
      from acts
      window past as (partition by subscriber_id order by seq),
        future as (partition by subscriber_id order by seq rows between current row and unbounded following)
    ),
    sourced as (
      select subscriber_id, day, at, seq, is_in, is_out, next_confirmed_at, next_out_at,
        case when opt_in_number = 0 then source_kind else first_value(source_kind) over mine end as source_kind,
        case when opt_in_number = 0 then landing_page_id else first_value(landing_page_id) over mine end as landing_page_id,
        case when opt_in_number = 0 then qr_code_id else first_value(qr_code_id) over mine end as qr_code_id,
        sum(case when effect = 1 and effect_before is distinct from 1 then 1
          when effect = -1 and effect_before = 1 then -1 else 0 end)
          over (partition by subscriber_id order by seq) as topics_standing
      from ordered
      window mine as (partition by subscriber_id, opt_in_number order by seq)
    ),
    opt_ins as (
      select distinct on (subscriber_id, day) day, ${source},
        coalesce(next_confirmed_at < at + make_interval(days => ${confirmationDays}), false) as is_confirmed,
        coalesce(next_out_at < at + make_interval(days => ${stayDays}), false) as is_gone
      from sourced where is_in order by subscriber_id, day, seq
    ),
    opt_outs as (
      select distinct on (subscriber_id, day) day, ${source}
      from sourced where is_out order by subscriber_id, day, seq
    ),
    day_ends as (
      select distinct on (subscriber_id, day) subscriber_id, day, ${source}, topics_standing > 0 as stands
      from (
        -- The fold goes by the order of recording; a late word from an earlier day cannot move before what it changed.
        select subscriber_id, seq, ${source}, topics_standing,
          max(day) over (partition by subscriber_id order by seq) as day
        from sourced
      ) as s
      order by subscriber_id, day, seq desc
    ),
    turns as (
      select subscriber_id, day, ${source}, stands,
        sum(case when stands then 1 else 0 end) over (partition by subscriber_id order by day) as joins
      from (
        select day_ends.*, lag(stands, 1, false) over (partition by subscriber_id order by day) as stood from day_ends
      ) as d
      where stands <> stood
    ),
    moves as (
      -- Who leaves is taken from the source they had joined through, so that a source never owes people.
      select day, stands, first_value(source_kind) over mine as source_kind,
        first_value(landing_page_id) over mine as landing_page_id, first_value(qr_code_id) over mine as qr_code_id
      from turns window mine as (partition by subscriber_id, joins order by day)
    ),
    counted as (
      select day, ${source}, 1 as opt_ins, is_confirmed::int as confirmed, (is_confirmed and is_gone)::int as gone,
        0 as opt_outs, 0 as joined, 0 as departed from opt_ins
      union all select day, ${source}, 0, 0, 0, 1, 0, 0 from opt_outs
      union all select day, ${source}, 0, 0, 0, 0, stands::int, (not stands)::int from moves
    )
    select ${brandId}::uuid, day, ${source}, sum(opt_ins), sum(confirmed), sum(gone), sum(opt_outs), sum(joined), sum(departed)
    from counted where day >= ${from} group by day, ${source}`)
}

async function recomputeTemplateDays(
  ctx: BrandContext,
  { timeZone, from }: Omit<Scope, 'counting'>,
): Promise<void> {
  const { brandId } = ctx.scope
  const start = sql`(${from}::timestamp at time zone ${timeZone})`
  await ctx.db.execute(sql`delete from template_days where brand_id = ${brandId} and day >= ${from}`)
  await ctx.db.execute(sql`
    insert into template_days (brand_id, day, template_id, accepted, delivered, read, failed, opt_outs)
    with outcomes as (
      select template_id, campaign_id, subscriber_id, state, accepted_at, read_at,
        -- Who has read it has got it, also where that webhook was lost.
        least(delivered_at, read_at) as delivered_at,
        coalesce(accepted_at, failed_at) as at
      from messages
      where brand_id = ${brandId} and template_id is not null
        and (accepted_at >= ${start} or (accepted_at is null and failed_at >= ${start}))
    ),
    outs as (
      select distinct o.campaign_id, o.subscriber_id from consent_events e
      join outcomes o on o.campaign_id = e.campaign_id and o.subscriber_id = e.subscriber_id
      where e.brand_id = ${brandId} and e.at >= ${start} and e.kind in ${list(optOutKinds)}
        and e.at >= o.at and e.at < o.at + make_interval(days => ${messageDays})
    )
    select ${brandId}::uuid, (o.at at time zone ${timeZone})::date, o.template_id,
      count(o.accepted_at),
      count(*) filter (where o.delivered_at < o.at + make_interval(days => ${messageDays})),
      count(*) filter (where o.read_at < o.at + make_interval(days => ${messageDays})),
      count(*) filter (where o.state = 'failed'),
      count(outs.subscriber_id)
    from outcomes o left join outs on outs.campaign_id = o.campaign_id and outs.subscriber_id = o.subscriber_id
    group by 2, o.template_id`)
}
