import { and, asc, eq, gt, lte, max, sql } from 'drizzle-orm'
import { type ImportTotals, importRows, imports } from '@/db/schema/imports'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { type Basis, basisOf, bringIn, type Change } from './bring-in'
import { registerFields, registerTags } from './fill-in'
import { ofImport, removeParts, requireImport, rowsOf } from './upload'

/** So many rows of the file a transaction: a pause waits for no more. */
const batchSize = 5_000
/** Batches at the same time: while one is written, the evidence of the next is sealed. */
const lanes = 2

/** Staff paused the import: what is under way is taken back. */
class Paused extends Error {}

/**
 * Brings the people of a checked file in, batch by batch, from where the last one ended. What the dry run found is asked
 * again at the moment of writing: who left, or signed up, in between is treated as they are now. Batches end in the order of
 * the file, so that a killed worker repeats only what was not committed.
 */
export async function runImport(ctx: BrandContext, importId: string, rowsATime = batchSize): Promise<void> {
  const row = await requireImport(ctx, importId)
  if (row.state !== 'running') return
  // What batches share is there before them: none waits for another that waits for its turn to end.
  const basis = await basisOf(ctx, row)
  await registerFields(ctx, row)
  if ((row.mapping?.tags ?? -1) >= 0) await registerTags(ctx, importId)
  // What was read is in the rows. A file of people is kept no longer than it is needed.
  await removeParts(ctx, importId)
  const last = await lastRowOf(ctx, importId)
  let next = row.lastRowApplied
  let turn: Promise<unknown> = Promise.resolve()
  const lane = async () => {
    while (next < last) {
      const range = { importId, after: next, until: Math.min(next + rowsATime, last) }
      next = range.until
      const before = turn
      // Each batch is a transaction of its own.
      const batch = inTransaction({ ...ctx, now: new Date() }, (ctx) => applyBatch(ctx, range, basis, before))
      turn = batch
      await batch
    }
  }
  // All of them end before this does: a job that is tried again must not meet a batch of the first try.
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane))
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  const failure = failures.find((error) => !(error instanceof Paused))
  if (failure !== undefined) throw failure
  if (failures.length > 0) return
  const now = new Date()
  await ctx.db
    .update(imports)
    .set({ state: 'done', finishedAt: now, updatedAt: now })
    .where(and(ofImport(ctx, importId), eq(imports.state, 'running')))
}

async function lastRowOf(ctx: BrandContext, importId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ last: max(importRows.rowNumber) })
    .from(importRows)
    .where(rowsOf(ctx, importId))
  return row?.last ?? 0
}

type Range = { importId: string; after: number; until: number }

/** @param before the batch before this one: what it did is committed first @throws Paused */
async function applyBatch(
  ctx: BrandContext,
  { importId, after, until }: Range,
  basis: Basis,
  before: Promise<unknown>,
): Promise<void> {
  // Two batches that wait for each other would not be seen by the database: one of them waits for its turn, here.
  await ctx.db.execute(sql`set local lock_timeout = '30s'`)
  const rows = await ctx.db
    .select()
    .from(importRows)
    .where(and(rowsOf(ctx, importId), gt(importRows.rowNumber, after), lte(importRows.rowNumber, until)))
    .orderBy(asc(importRows.rowNumber))
  const changed = await bringIn(ctx, importId, rows, basis)
  await before
  const [current] = await ctx.db
    .select({ state: imports.state, totals: imports.totals })
    .from(imports)
    .where(ofImport(ctx, importId))
    .for('no key update')
  if (current?.state !== 'running') throw new Paused()
  await ctx.db
    .update(imports)
    .set({
      rowsApplied: sql`${imports.rowsApplied} + ${rows.length}`,
      lastRowApplied: until,
      totals: moveTotals(current.totals, changed),
      updatedAt: ctx.now,
    })
    .where(ofImport(ctx, importId))
}

function moveTotals(totals: ImportTotals | null, changed: readonly Change[]): ImportTotals {
  const outcomes = { ...totals?.outcomes }
  for (const { row, outcome } of changed) {
    outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) - 1
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { rows: totals?.rows ?? 0, outcomes }
}
