import { sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'

/** Someone the brand knows: on the suppression list, someone who left one of the topics, or just known. */
export type Known = { id: string; as: 'left' | 'known' }

/** Looks numbers up, thousands at a time. Numbers that nobody knows are not in the answer. */
export async function lookUp(
  ctx: BrandContext,
  numbers: readonly string[],
  topicIds: readonly string[],
): Promise<Map<string, Known>> {
  const { brandId } = ctx.scope
  const rows = await ctx.db.execute<{ phone: string; id: string; hasLeft: boolean }>(sql`
    select s.phone_e164 as phone, s.id, exists (
        select from consent_states c where c.brand_id = s.brand_id and c.subscriber_id = s.id
          and c.state in ('withdrawn', 'refused') and c.topic_id = any(${`{${topicIds.join(',')}}`}::uuid[])) as "hasLeft"
    from subscribers s where s.brand_id = ${brandId} and s.phone_e164 = any(${`{${numbers.join(',')}}`}::text[])`)
  return new Map(rows.map(({ phone, id, hasLeft }) => [phone, { id, as: hasLeft ? 'left' : 'known' }]))
}
