import { type SQL, sql } from 'drizzle-orm'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { countingRuleOf } from '../../consent/counts'
import { countsNowSql } from '../../consent/counts-sql'
import { inTransaction } from '../../platform/context'
import { forgetPeople } from '../../subscribers/forget-people'
import { knownPeople } from '../../subscribers/people'
import { countOf, type RetentionRule } from '../rule'

/**
 * Somebody typed a number, and the number never answered: nobody knows whose it is. People with anything else to their
 * name (a consent that counts or once was confirmed, a no, a word they wrote, a message they got, a note) are not meant.
 */
async function meant(ctx: BrandContext, before: SQL): Promise<SQL> {
  const counts = countsNowSql(countingRuleOf(await getBrand(ctx)), {
    state: sql`held.state`,
    sourceKind: sql`held.source_kind`,
    country: sql`subscribers.country`,
  })
  const kept: [table: string, rows: SQL][] = [
    ['inbound_messages', sql``],
    // The question whether the sign-up was theirs went to the number, whoever has it, and was never answered.
    ['messages', sql`and t.sign_up_id is null`],
    ['subscriber_notes', sql``],
  ]
  const without = kept.map(
    ([table, rows]) => sql`and not exists (select from ${sql.identifier(table)} as t
      where t.brand_id = subscribers.brand_id and t.subscriber_id = subscribers.id ${rows})`,
  )
  return sql`${knownPeople(ctx.scope.brandId)} and subscribers.created_at < ${before}
    and exists (select from consent_states as held
      where held.brand_id = subscribers.brand_id and held.subscriber_id = subscribers.id)
    and not exists (select from consent_states as held
      where held.brand_id = subscribers.brand_id and held.subscriber_id = subscribers.id
        and (held.confirmed_at is not null or held.state in ('withdrawn', 'refused') or ${counts}))
    and not exists (select from consent_events as e
      where e.brand_id = subscribers.brand_id and e.subscriber_id = subscribers.id and e.at >= ${before})
    ${sql.join(without, sql` `)}`
}

const lot = 500

export const unconfirmed: RetentionRule = {
  count: async (ctx, before) =>
    countOf(ctx, sql`select count(*)::int as number from subscribers where ${await meant(ctx, before)}`),
  forgetSome: async (ctx, before) => {
    const condition = await meant(ctx, before)
    return inTransaction(ctx, async (ctx) => {
      // Whoever confirms at this moment holds their own row: they are passed over, and are not meant any more.
      const rows = await ctx.db.execute<{ id: string }>(sql`
        select subscribers.id from subscribers where ${condition}
        order by subscribers.id limit ${lot} for no key update skip locked`)
      return forgetPeople(ctx, { ids: rows.map(({ id }) => id), suppress: false })
    })
  },
}
