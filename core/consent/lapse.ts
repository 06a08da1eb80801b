import { sql } from 'drizzle-orm'
import type { SourceKind } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { recordConsentOfMany } from './commands'
import { type OverRow, overBySql, overConsentsSql, type Term } from './renewal-sql'

/** People a transaction: short enough that nobody waits long for their own row. */
const lot = 500

/**
 * Ends what nobody used for as long as the brand lets a consent stand: not given, confirmed, read, pressed or answered
 * since. Each consent gets one `expired` event by `lapse`; who is ended already is not found again, so a run that was
 * killed, or two at once, end nothing twice.
 * @returns how many people lost at least one consent
 */
export async function lapseConsents(ctx: BrandContext): Promise<{ people: number }> {
  const { consentMonths: months } = await getBrand(ctx)
  if (months === null) return { people: 0 }
  let people = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const step = await inTransaction(ctx, (ctx) => lapseLot(ctx, { months }, after))
    people += step.ended
    if (!step.last) return { people }
    after = step.last
  }
}

async function lapseLot(
  ctx: BrandContext,
  term: Term,
  after: string,
): Promise<{ ended: number; last: string | null }> {
  const { brandId } = ctx.scope
  const found = await ctx.db.execute<{ id: string }>(sql`
    select subscribers.id from subscribers
    where subscribers.brand_id = ${brandId}::uuid and subscribers.id > ${after}::uuid and ${overBySql(ctx, term)}
    order by subscribers.id limit ${lot}`)
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return { ended: 0, last: null }
  // Locked first and looked at again then: who renewed in between keeps what they renewed.
  await ctx.db.execute(sql`select id from subscribers
    where brand_id = ${brandId}::uuid and id = any(${`{${ids.join(',')}}`}::uuid[]) order by id for no key update`)
  const over = await ctx.db.execute<OverRow>(overConsentsSql(ctx, term, ids))
  // The end belongs to the channel that the consent came through.
  for (const [kind, rows] of Map.groupBy(over, (row) => row.sourceKind as SourceKind)) {
    const topicsOf = Map.groupBy(rows, (row) => row.subscriberId)
    await recordConsentOfMany(ctx, {
      kind: 'expired',
      method: 'lapse',
      source: { kind },
      numberCheckedBy: 'none',
      details: { consentMonths: term.months },
      acts: [...topicsOf].map(([subscriberId, of]) => ({
        subscriberId,
        topicIds: of.map((row) => row.topicId),
        at: ctx.now,
        evidence: {},
      })),
    })
  }
  const ended = new Set(over.map((row) => row.subscriberId)).size
  return { ended, last: ids.length === lot ? (ids.at(-1) ?? null) : null }
}
