import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { forgetPeople } from '../../subscribers/forget-people'
import { knownPeople } from '../../subscribers/people'
import { countOf, type RetentionRule } from '../rule'

/**
 * People who took everything back, with nothing said or sent in either direction since. What they once agreed to can no
 * longer be disputed; what stays is a keyed hash of the number, so that nobody adds them again (GDPR article 17(3)(b)).
 */
const meant = (ctx: BrandContext, before: SQL): SQL => sql`${knownPeople(ctx.scope.brandId)}
  and exists (select from consent_states as held
    where held.brand_id = subscribers.brand_id and held.subscriber_id = subscribers.id and held.state = 'withdrawn')
  and not exists (select from consent_states as held
    where held.brand_id = subscribers.brand_id and held.subscriber_id = subscribers.id
      and (held.state in ('given', 'confirmed', 'requested') or (held.state = 'withdrawn' and held.given_at is not null)))
  and not exists (select from consent_events as e
    where e.brand_id = subscribers.brand_id and e.subscriber_id = subscribers.id and e.at >= ${before})
  and not exists (select from inbound_messages as i
    where i.brand_id = subscribers.brand_id and i.subscriber_id = subscribers.id and i.at >= ${before})
  and not exists (select from messages as m where m.brand_id = subscribers.brand_id and m.subscriber_id = subscribers.id
    and (m.state in ('queued', 'sending') or coalesce(m.accepted_at, m.queued_at) >= ${before}))`

const lot = 200

export const left: RetentionRule = {
  count: (ctx, before) =>
    countOf(ctx, sql`select count(*)::int as number from subscribers where ${meant(ctx, before)}`),
  forgetSome: (ctx, before) =>
    inTransaction(ctx, async (ctx) => {
      const rows = await ctx.db.execute<{ id: string }>(sql`
        select subscribers.id from subscribers where ${meant(ctx, before)}
        order by subscribers.id limit ${lot} for no key update skip locked`)
      return forgetPeople(ctx, { ids: rows.map(({ id }) => id), suppress: true })
    }),
}
