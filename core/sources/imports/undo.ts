import { and, desc, lte, sql } from 'drizzle-orm'
import { importRows, imports } from '@/db/schema/imports'
import type { BrandContext } from '../../brands/scope'
import { recordConsentOfMany } from '../../consent/commands'
import { inTransaction } from '../../platform/context'
import { scrubPeople } from '../../subscribers/scrub-people'
import { ofImport, requireImport, rowsOf } from './upload'

const batchSize = 2_500
/** The header: above it there is nothing to take back. */
const headerRow = 1

/**
 * Takes an import back, from its last row to its first, so that a killed worker goes on where the last commit left it. The
 * consent that rests on it ends by an event, and people who came with it and did nothing since are erased. Whoever was
 * known before, or acted since, stays.
 */
export async function runUndo(ctx: BrandContext, importId: string): Promise<void> {
  const { state } = await requireImport(ctx, importId)
  if (state !== 'undoing') return
  // Each batch is a transaction of its own.
  while (await inTransaction({ ...ctx, now: new Date() }, (ctx) => undoBatch(ctx, importId)));
}

/** @returns whether there may be more */
async function undoBatch(ctx: BrandContext, importId: string): Promise<boolean> {
  const [current] = await ctx.db
    .select({ state: imports.state, from: imports.lastRowApplied })
    .from(imports)
    .where(ofImport(ctx, importId))
    .for('no key update')
  if (current?.state !== 'undoing') return false
  const rows = await ctx.db
    .select({
      rowNumber: importRows.rowNumber,
      outcome: importRows.outcome,
      subscriberId: importRows.subscriberId,
    })
    .from(importRows)
    .where(and(rowsOf(ctx, importId), lte(importRows.rowNumber, current.from)))
    .orderBy(desc(importRows.rowNumber))
    .limit(batchSize)
  const people = rows.flatMap(({ outcome, subscriberId }) =>
    subscriberId && ['new', 'known', 'no_consent'].includes(outcome) ? [subscriberId] : [],
  )
  await endConsent(ctx, importId, people)
  const made = rows.flatMap(({ outcome, subscriberId }) =>
    subscriberId && outcome !== 'known' ? [subscriberId] : [],
  )
  await scrubPeople(ctx, { importId, subscriberIds: made })
  const isLast = rows.length < batchSize
  await ctx.db
    .update(imports)
    .set({
      rowsApplied: sql`greatest(0, ${imports.rowsApplied} - ${rows.length})`,
      lastRowApplied: isLast ? headerRow : (rows.at(-1)?.rowNumber ?? headerRow) - 1,
      updatedAt: ctx.now,
      ...(isLast ? { state: 'undone' as const, finishedAt: ctx.now } : {}),
    })
    .where(ofImport(ctx, importId))
  return !isLast
}

/** Ends what rests on this import alone: a tick, a confirmation or another import since then keeps the consent. */
async function endConsent(ctx: BrandContext, importId: string, people: readonly string[]): Promise<void> {
  const { brandId } = ctx.scope
  const resting = await ctx.db.execute<{ subscriberId: string; topicIds: string[] }>(sql`
    select c.subscriber_id as "subscriberId", array_agg(c.topic_id::text) as "topicIds"
    from consent_states c
    cross join lateral (
      select e.kind, e.details from consent_events e
      where e.brand_id = c.brand_id and e.subscriber_id = c.subscriber_id and e.topic_id = c.topic_id
        and e.kind in ('given', 'confirmed', 'renewed', 'imported')
      order by e.seq desc limit 1) e
    where c.brand_id = ${brandId} and c.subscriber_id = any(${`{${people.join(',')}}`}::uuid[])
      and c.state = 'given' and e.kind = 'imported' and e.details->>'importId' = ${importId}
    group by 1`)
  await recordConsentOfMany(ctx, {
    kind: 'expired',
    method: 'staff_entry',
    numberCheckedBy: 'none',
    source: { kind: 'import' },
    details: { importId, undone: true },
    acts: resting.map(({ subscriberId, topicIds }) => ({
      subscriberId,
      topicIds,
      at: ctx.now,
      evidence: {},
    })),
  })
}
