import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'

/**
 * What becomes of the rows that belong to a person who turns out to be another one, a line a table. Every table with
 * a foreign key to `subscribers` stands here or in `stays`; a test holds both against the database.
 */
const moves: Record<string, { unless?: SQL }> = {
  inbound_messages: {},

  // Who was in one campaign twice, once under each name, keeps the second copy where it was: it was sent there.
  messages: {
    unless: sql`campaign_id is not null and exists (select from messages as own where own.brand_id = mine.brand_id
      and own.subscriber_id = (select keep from whom) and own.campaign_id = mine.campaign_id)`,
  },
  campaign_exclusions: {
    unless: sql`exists (select from campaign_exclusions as own where own.brand_id = mine.brand_id
      and own.subscriber_id = (select keep from whom) and own.campaign_id = mine.campaign_id)`,
  },
  opt_out_reviews: {},
  subscriber_notes: {},
  // One code of a page a person: a second one stays where it was given.
  reward_codes: {
    unless: sql`exists (select from reward_codes as own where own.brand_id = mine.brand_id
      and own.subscriber_id = (select keep from whom) and own.landing_page_id = mine.landing_page_id)`,
  },
  // Two codes for one page: the kept person's goes on waiting, the other's still finds them when it comes.
  sign_ups: {
    unless: sql`confirmed_at is null and expired_at is null and exists (select from sign_ups as own
      where own.brand_id = mine.brand_id and own.subscriber_id = (select keep from whom)
        and own.landing_page_version_id = mine.landing_page_version_id
        and own.confirmed_at is null and own.expired_at is null)`,
  },
}

/** Never rewritten (`consent_events`), or brought over by the merge itself. */
const stays = ['consent_events', 'consent_states', 'subscriber_keys', 'subscribers']

export const tablesOfPeople = { moves: Object.keys(moves), stays }

/** Brings over what was written, sent and asked. */
export async function moveBelongings(ctx: BrandContext, keepId: string, goneId: string): Promise<void> {
  for (const [table, { unless }] of Object.entries(moves)) {
    await ctx.db.execute(sql`
      with whom as (select ${keepId}::uuid as keep)
      update ${sql.identifier(table)} as mine set subscriber_id = (select keep from whom)
      where mine.brand_id = ${ctx.scope.brandId}::uuid and mine.subscriber_id = ${goneId}::uuid
        ${unless ? sql`and not (${unless})` : sql``}`)
  }
}
