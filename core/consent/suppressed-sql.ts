import { type SQL, sql } from 'drizzle-orm'

/**
 * Whether the person of this row of `subscribers` stands on the suppression list for a topic. Counts on `consent_states` of
 * that topic being joined: a confirmation from their own phone that is newer than the entry is their own way back, for
 * that topic and no other.
 *
 * Fails closed: while a number has no hash yet, everybody counts as suppressed in a brand that has a list at all.
 */
export const suppressedSql = (about: {
  brandId: string
  topicId: SQL | string
  isMarketing: SQL | boolean
}): SQL => {
  const topicId = typeof about.topicId === 'string' ? sql`${about.topicId}::uuid` : about.topicId
  const isMarketing =
    typeof about.isMarketing === 'boolean' ? sql.raw(String(about.isMarketing)) : about.isMarketing
  const standing = sql`suppressions.brand_id = ${about.brandId}::uuid and suppressions.lifted_at is null`
  return sql`(subscribers.erased_at is not null
    or exists (select 1 from suppressions where ${standing} and suppressions.phone_hash = subscribers.phone_hash
      and (suppressions.scope = 'all' or (suppressions.scope = 'marketing' and ${isMarketing})
        or (suppressions.scope = 'topic' and suppressions.topic_id = ${topicId}))
      and not coalesce(consent_states.confirmed_at > suppressions.at, false))
    or (subscribers.phone_hash is null and num_nonnulls(subscribers.phone_e164, subscribers.wa_user_id) > 0
      and exists (select 1 from suppressions where ${standing})))`
}
