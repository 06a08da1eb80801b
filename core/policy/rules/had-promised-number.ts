import { sql } from 'drizzle-orm'
import type { PolicyRule } from '../rule'

export const promiseDays = 30

/**
 * They had as many messages about this topic in the last 30 days as we said they would get. Counts what WhatsApp
 * accepted and what is on its way there, so that two campaigns at the same moment cannot break the promise; a
 * message that failed reached nobody and does not count.
 */
export const hadPromisedNumber: PolicyRule = {
  reason: 'had_promised_number',
  source: 'The promise beside the checkbox (topics.max_per_month)',
  appliesTo: (p) => p.maxPerMonth !== null,
  condition: (p) => {
    const since = new Date(p.now.getTime() - promiseDays * 24 * 3_600_000).toISOString()
    return sql`((
      select count(*) from messages as had
      join campaigns as told on told.brand_id = had.brand_id and told.id = had.campaign_id
      where had.brand_id = subscribers.brand_id and had.subscriber_id = subscribers.id
        and told.topic_id = ${p.topicId}::uuid
        and had.state not in ('queued', 'skipped', 'failed')
        and coalesce(had.accepted_at, had.lease_until, had.queued_at) > ${since}::timestamptz
    ) >= ${p.maxPerMonth}::int)`
  },
}
