import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'

/** Consents that stand, whether or not a tick among them has to be confirmed. In the words of the index `consent_states_age`. */
const standing = sql`held.state in ('given', 'confirmed')`
const givenLast = sql`greatest(held.given_at, held.confirmed_at)`

/** The last time that the person did anything with what they get: read it, pressed a button, or wrote to us. */
const activeLast = sql`greatest(subscribers.last_read_at, subscribers.last_pressed_at,
  subscribers.service_window_until - interval '24 hours')`

/** Whose people, and when. */
export type Moment = Pick<BrandContext, 'now' | 'scope'>

export type Term = {
  /** Months that a consent holds. Null: for as long as nobody takes it back. */
  months: number | null
  /** So many days earlier. */
  daysBefore?: number
}

/** Given, confirmed and used last before this moment: then it is over, or so many days before that. */
function boundSql(ctx: Moment, { months, daysBefore = 0 }: Term): SQL {
  return sql`(${ctx.now.toISOString()}::timestamptz - make_interval(months => ${months}::int)
    + make_interval(days => ${daysBefore}::int))`
}

/** The brand's own term, read where the query runs, so that a saved segment follows the rule of the day. */
const ownDueBound = (ctx: Moment): SQL =>
  sql`(select ${ctx.now.toISOString()}::timestamptz - make_interval(months => own.consent_months)
    + make_interval(days => own.ask_again_days) from brands as own where own.id = ${ctx.scope.brandId}::uuid)`

function unusedSince(ctx: Moment, bound: SQL, topicId?: string): SQL {
  return sql`(coalesce(${activeLast} < ${bound}, true) and subscribers.id in (
    select held.subscriber_id from consent_states as held
    where held.brand_id = ${ctx.scope.brandId}::uuid and ${standing} and ${givenLast} < ${bound}
      ${topicId ? sql`and held.topic_id = ${topicId}::uuid` : sql``}))`
}

/** People, as a condition on `subscribers`, with a consent that ends by the brand's rule within the days in which they are asked again. */
export const dueForRenewalSql = (ctx: Moment, topicId?: string): SQL =>
  unusedSince(ctx, ownDueBound(ctx), topicId)

/** People with a consent that is over by this term, whatever the brand's own is. */
export const overBySql = (ctx: Moment, term: Term): SQL =>
  term.months === null ? sql`false` : unusedSince(ctx, boundSql(ctx, term))

export type OverRow = { subscriberId: string; topicId: string; sourceKind: string }

/** The consents themselves that are over by this term, of these people. */
export const overConsentsSql = (ctx: Moment, term: Term, people: readonly string[]): SQL =>
  sql`select held.subscriber_id as "subscriberId", held.topic_id as "topicId", held.source_kind as "sourceKind"
    from consent_states as held
    join subscribers on subscribers.brand_id = held.brand_id and subscribers.id = held.subscriber_id
    where held.brand_id = ${ctx.scope.brandId}::uuid and held.subscriber_id = any(${`{${people.join(',')}}`}::uuid[])
      and ${standing} and greatest(${givenLast}, ${activeLast}) < ${boundSql(ctx, term)}`
