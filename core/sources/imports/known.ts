import { sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { suppressionHash } from '../../consent/suppression-hash'

/** What the brand knows of a number: on the suppression list, someone who left one of the topics, or just known. */
export type Known = { id: string | null; as: 'suppressed' | 'left' | 'known' }

/** What an import asks of every number, thousands at a time, while the file's topics stay the same. */
export type LookUp = (numbers: readonly string[]) => Promise<Map<string, Known>>

const arrayOf = (values: readonly string[]) => `{${values.join(',')}}`

/** @param topicIds the topics that the file brings consent for; none means that people come in without */
export async function openLookUp(ctx: BrandContext, topicIds: readonly string[]): Promise<LookUp> {
  const { brandId } = ctx.scope
  const topics = sql`${arrayOf(topicIds)}::uuid[]`
  const [list] = await ctx.db.execute<{ hasList: boolean }>(sql`
    select exists (select from suppressions where brand_id = ${brandId} and lifted_at is null) as "hasList"`)

  const people = async (numbers: readonly string[]) =>
    ctx.db.execute<{ phone: string; id: string; hasLeft: boolean; isConfirmed: boolean }>(sql`
      select s.phone_e164 as phone, s.id, coalesce(c.has_left, false) as "hasLeft",
        coalesce(c.is_confirmed, false) as "isConfirmed"
      from subscribers s
      left join lateral (
        select bool_or(c.state in ('withdrawn', 'refused')) as has_left, bool_or(c.state = 'confirmed') as is_confirmed
        from consent_states c
        where c.brand_id = s.brand_id and c.subscriber_id = s.id and c.topic_id = any(${topics})) c on true
      where s.brand_id = ${brandId} and s.phone_e164 = any(${arrayOf(numbers)}::text[])`)

  /** An HMAC a number: only where there is a list to look into. */
  const suppressed = async (numbers: readonly string[]): Promise<Set<string>> => {
    if (!list?.hasList || numbers.length === 0) return new Set()
    const hashes = new Map(
      numbers.map((number) => [suppressionHash(brandId, number).toString('hex'), number]),
    )
    const rows = await ctx.db.execute<{ hash: string }>(sql`
      select distinct encode(p.phone_hash, 'hex') as hash from suppressions p
      where p.brand_id = ${brandId} and p.lifted_at is null
        and p.phone_hash in (select decode(h, 'hex') from unnest(${arrayOf([...hashes.keys()])}::text[]) h)
        and (p.scope = 'all' or p.topic_id = any(${topics}) or (p.scope = 'marketing' and exists (
          select from topics t where t.brand_id = p.brand_id and t.category = 'marketing' and t.id = any(${topics}))))`)
    return new Set(rows.flatMap(({ hash }) => hashes.get(hash) ?? []))
  }

  return async (numbers) => {
    const [rows, listed] = await Promise.all([people(numbers), suppressed(numbers)])
    const known = new Map<string, Known>(
      [...listed].map((number) => [number, { id: null, as: 'suppressed' }]),
    )
    for (const { phone, id, hasLeft, isConfirmed } of rows) {
      // A confirmation from their own phone is the way back from the list; an import is not.
      if (listed.has(phone) && !isConfirmed) known.set(phone, { id, as: 'suppressed' })
      else known.set(phone, { id, as: hasLeft ? 'left' : 'known' })
    }
    return known
  }
}
