import { type SQL, sql } from 'drizzle-orm'

type Held = { brandId: SQL; subscriberId: SQL; topicId: SQL; state: SQL }

/**
 * The version of a topic that a standing consent rests on: of the confirmation, or of the tick where that is all there is.
 * A tick that waits changes nothing for who has confirmed: anybody can type anybody's number. Null in events from before
 * versions were kept.
 */
export const agreedVersionSql = ({ brandId, subscriberId, topicId, state }: Held): SQL => sql`(
  select agreed.topic_version from consent_events as agreed
  where agreed.brand_id = ${brandId} and agreed.subscriber_id = ${subscriberId} and agreed.topic_id = ${topicId}
    and agreed.kind = any(case when ${state} = 'confirmed' then array['confirmed', 'renewed'] else array['given', 'imported'] end)
  order by agreed.seq desc limit 1)`
