import type postgres from 'postgres'
import type { BrandContext } from '../../brands/scope'

/** What the brand knows of a number: on the suppression list, someone who left one of the topics, or just known. */
export type Known = 'suppressed' | 'left' | 'known'

/** Looks numbers up, thousands at a time. Numbers that nobody knows are not in the answer. */
export async function lookUp(
  sql: postgres.Sql | postgres.TransactionSql,
  ctx: BrandContext,
  numbers: readonly string[],
  topicIds: readonly string[],
): Promise<Map<string, Known>> {
  const { brandId } = ctx.scope
  const rows = await sql<{ phone: string; hasLeft: boolean }[]>`
    select s.phone_e164 as phone, exists (
        select from consent_states c where c.brand_id = s.brand_id and c.subscriber_id = s.id
          and c.state in ('withdrawn', 'refused') and c.topic_id = any(${[...topicIds]}::uuid[])) as "hasLeft"
    from subscribers s where s.brand_id = ${brandId} and s.phone_e164 = any(${[...numbers]}::text[])`
  return new Map(rows.map(({ phone, hasLeft }) => [phone, hasLeft ? 'left' : 'known']))
}
