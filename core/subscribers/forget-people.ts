import { sql } from 'drizzle-orm'
import type { SourceKind } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { recordConsentOfMany } from '../consent/commands'
import { suppressByRight } from '../consent/suppressions'
import { emptyPerson } from './empty-person'

type Row = { id: string; phone_e164: string | null; wa_user_id: string | null }

/**
 * Forgets people whom the brand keeps no longer. Their ticks that still wait run out first, so that the ledger says how it
 * ended; nothing else is said in their name. Call it in a transaction that holds their rows.
 * @param input.suppress keeps a keyed hash of the number, so that nobody adds who left
 * @returns how many were forgotten
 */
export async function forgetPeople(
  ctx: BrandContext,
  input: { ids: readonly string[]; suppress: boolean },
): Promise<number> {
  if (input.ids.length === 0) return 0
  const { brandId } = ctx.scope
  const ids = sql`any(${`{${input.ids.join(',')}}`}::uuid[])`
  await endTicks(ctx, input.ids)
  const people = await ctx.db.execute<Row>(sql`select id, phone_e164, wa_user_id from subscribers
    where brand_id = ${brandId}::uuid and id = ${ids} and erased_at is null order by id`)
  for (const person of people) {
    for (const identity of [person.phone_e164, person.wa_user_id]) {
      if (input.suppress && identity)
        await suppressByRight(ctx, { identity, scope: 'marketing', reason: 'opted_out' })
    }
    await emptyPerson(ctx, person.id)
  }
  await ctx.db.execute(sql`update import_rows set phone_e164 = null, name = null, details = null, cells = null
    where brand_id = ${brandId}::uuid and subscriber_id = ${ids}`)
  return people.length
}

async function endTicks(ctx: BrandContext, people: readonly string[]): Promise<void> {
  const rows = await ctx.db.execute<{ subscriberId: string; topicId: string; sourceKind: SourceKind }>(sql`
    select subscriber_id as "subscriberId", topic_id as "topicId", source_kind as "sourceKind" from consent_states
    where brand_id = ${ctx.scope.brandId}::uuid and subscriber_id = any(${`{${people.join(',')}}`}::uuid[])
      and state in ('given', 'requested')`)
  for (const [kind, of] of Map.groupBy(rows, (row) => row.sourceKind)) {
    await recordConsentOfMany(ctx, {
      ...{ kind: 'expired', method: 'timeout', source: { kind }, numberCheckedBy: 'none' },
      details: { because: 'retention' },
      acts: [...Map.groupBy(of, (row) => row.subscriberId)].map(([subscriberId, topics]) => ({
        ...{ subscriberId, topicIds: topics.map((row) => row.topicId), at: ctx.now, evidence: {} },
      })),
    })
  }
}
