import { type SQL, sql } from 'drizzle-orm'
import { agreedVersionSql } from '../../consent/topics/agreed-sql'
import type { PolicyInput, PolicyRule } from '../rule'

export const promiseDays = 30

/**
 * They had as many messages about this topic in the last 30 days as we said they would get. Counts what WhatsApp
 * accepted and what is on its way there, so that two campaigns at the same moment cannot break the promise; a
 * message that failed reached nobody and does not count.
 *
 * A topic that promises more than it once did promises it to who agreed since: everybody else keeps the number that stood
 * beside their own checkbox.
 */
export const hadPromisedNumber: PolicyRule = {
  reason: 'had_promised_number',
  source: 'The promise beside the checkbox (topics.max_per_month, and topic_versions for who agreed before)',
  appliesTo: (p) => p.maxPerMonth !== null || p.lowestPromise !== null,
  condition: (p) => {
    const since = new Date(p.now.getTime() - promiseDays * 24 * 3_600_000).toISOString()
    const had = sql`(
      select count(*) from messages as had
      join campaigns as told on told.brand_id = had.brand_id and told.id = had.campaign_id
      where had.brand_id = subscribers.brand_id and had.subscriber_id = subscribers.id
        and told.topic_id = ${p.topicId}::uuid
        and had.state not in ('queued', 'skipped', 'failed')
        and coalesce(had.accepted_at, had.lease_until, had.queued_at) > ${since}::timestamptz
    )`
    return p.lowestPromise === null ? sql`(${had} >= ${p.maxPerMonth}::int)` : byOwnPromise(p, had)
  },
}

/** What each agreed to is looked up only for who had as many as the lowest promise: few, however many people there are. */
const byOwnPromise = (p: PolicyInput, had: SQL): SQL => sql`(
  select case when told.times < ${p.lowestPromise}::int then false
    else coalesce(told.times >= least(${p.maxPerMonth}::int, (
      select v.max_per_month from topic_versions as v
      where v.brand_id = ${p.brandId}::uuid and v.topic_id = ${p.topicId}::uuid and v.version = ${agreedVersionSql(
        {
          brandId: sql`subscribers.brand_id`,
          subscriberId: sql`subscribers.id`,
          topicId: sql`${p.topicId}::uuid`,
          state: sql`consent_states.state`,
        },
      )})), false) end
  from (select ${had} as times) as told)`
