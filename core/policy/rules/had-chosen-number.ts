import { sql } from 'drizzle-orm'
import { marketingOnly, type PolicyRule } from '../rule'
import { promiseDays } from './had-promised-number'

/** They chose themselves how many offers a month they want, over all topics, and had as many. Counted as the promise is. */
export const hadChosenNumber: PolicyRule = {
  reason: 'had_chosen_number',
  source: 'Their own choice on the preference page',
  appliesTo: marketingOnly,
  condition: (p) => {
    const since = new Date(p.now.getTime() - promiseDays * 24 * 3_600_000).toISOString()
    return sql`(subscribers.max_per_month is not null and (
      select count(*) from messages as had
      join campaigns as told on told.brand_id = had.brand_id and told.id = had.campaign_id
      join topics as about on about.brand_id = told.brand_id and about.id = told.topic_id
      left join templates as form on form.brand_id = told.brand_id and form.id = told.template_id
      where had.brand_id = subscribers.brand_id and had.subscriber_id = subscribers.id
        and (about.category = 'marketing' or form.category = 'MARKETING')
        and had.state not in ('queued', 'skipped', 'failed')
        and coalesce(had.accepted_at, had.lease_until, had.queued_at) > ${since}::timestamptz
    ) >= subscribers.max_per_month)`
  },
}
