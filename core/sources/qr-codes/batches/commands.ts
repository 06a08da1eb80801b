import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { qrBatches, qrCodes } from '@/db/schema/qr-codes'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { isTaken } from '../../../platform/database-errors'
import { AppError } from '../../../platform/errors'
import { newId } from '../../../platform/ids'
import { requirePermission } from '../../../staff/gate'
import { usualLook } from '../design/queries'
import { codeChannel } from '../held-codes'
import { insertCodes } from '../insert-codes'
import { requirePage, targetOf } from '../target'
import { checkList } from './check'
import {
  type CreateBatchInput,
  createBatchInput,
  type DrawBatchInput,
  drawBatchInput,
  type RepointCodesInput,
  repointCodesInput,
  type SwitchCodesInput,
  switchCodesInput,
} from './schema'

/**
 * Makes a code for every place of a list: all of them in one transaction, or none. Rows that cannot become a code are left out, as the
 * report before said.
 * @throws AppError `qr-batch-name-taken` (field `name`), `qr-list-changed` when the report no longer holds, `not-found`, and what
 * reading the list throws
 */
export async function createBatch(
  ctx: BrandContext,
  input: CreateBatchInput,
): Promise<{ id: string; codes: number }> {
  requirePermission(ctx, 'qr-codes.write')
  const { name, text, expected, ...target } = createBatchInput.parse(input)
  const { brandId } = ctx.scope
  await requirePage(ctx, target.landingPageId)
  const columns = await targetOf(ctx, target)
  const look = await usualLook(ctx)
  const id = newId(ctx.now)
  return inTransaction(ctx, async (ctx) => {
    const { places } = await checkList(ctx, { text })
    if (places.length !== expected) throw new AppError('qr-list-changed')
    await insertBatch(ctx, { brandId, id, name, look, createdAt: ctx.now, updatedAt: ctx.now })
    const made = { brandId, batchId: id, ...columns, state: 'active' as const, createdAt: ctx.now }
    try {
      await insertCodes(
        ctx,
        places.map(({ label, note }, position) => ({ ...made, id: newId(ctx.now), label, note, position })),
      )
    } catch (error) {
      // Somebody gave one of these places a code since it was checked.
      if (isTaken(error)) throw new AppError('qr-list-changed', { cause: error })
      throw error
    }
    await recordAudit(ctx, {
      brandId,
      action: 'qr-batch.create',
      subjectType: 'qr-batch',
      subjectId: id,
      details: { codes: places.length, landingPageId: target.landingPageId, kind: target.kind },
    })
    return { id, codes: places.length }
  })
}

async function insertBatch(ctx: BrandContext, row: typeof qrBatches.$inferInsert): Promise<void> {
  const made = await ctx.db
    .insert(qrBatches)
    .values(row)
    .onConflictDoNothing({ target: [qrBatches.brandId, qrBatches.name] })
    .returning({ id: qrBatches.id })
  if (made.length === 0) throw new AppError('qr-batch-name-taken', { field: 'name' })
}

/** Changes codes of a batch together. @throws AppError `not-found` when none of them is of this batch */
async function changeCodes(
  ctx: BrandContext,
  { batchId, qrCodeIds }: { batchId: string; qrCodeIds?: string[] | undefined },
  change: Partial<Pick<typeof qrCodes.$inferInsert, 'state' | 'landingPageId'>>,
  action: string,
): Promise<{ codes: number }> {
  return inTransaction(ctx, async (ctx) => {
    const { brandId } = ctx.scope
    const which: SQL | undefined = and(
      eq(qrCodes.brandId, brandId),
      eq(qrCodes.batchId, batchId),
      qrCodeIds ? inArray(qrCodes.id, qrCodeIds) : undefined,
    )
    const changed = await ctx.db.update(qrCodes).set(change).where(which).returning({ id: qrCodes.id })
    if (changed.length === 0) throw new AppError('not-found')
    await ctx.db.execute(sql`select pg_notify(${codeChannel}, '')`)
    await recordAudit(ctx, {
      brandId,
      action,
      subjectType: 'qr-batch',
      subjectId: batchId,
      details: { ...change, codes: changed.length },
    })
    return { codes: changed.length }
  })
}

/** Pauses or resumes the codes of a batch. */
export async function switchCodes(ctx: BrandContext, input: SwitchCodesInput): Promise<{ codes: number }> {
  requirePermission(ctx, 'qr-codes.write')
  const { state, ...chosen } = switchCodesInput.parse(input)
  return changeCodes(ctx, chosen, { state }, state === 'paused' ? 'qr-batch.pause' : 'qr-batch.resume')
}

/** Lets what is printed of a batch lead to another page. */
export async function repointCodes(ctx: BrandContext, input: RepointCodesInput): Promise<{ codes: number }> {
  requirePermission(ctx, 'qr-codes.write')
  const { landingPageId, ...chosen } = repointCodesInput.parse(input)
  await requirePage(ctx, landingPageId)
  return changeCodes(ctx, chosen, { landingPageId }, 'qr-batch.repoint')
}

/** Keeps how the codes of a batch are drawn. What was made before stays as it is. @throws AppError `not-found` */
export async function drawBatch(ctx: BrandContext, input: DrawBatchInput): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  const { batchId, look } = drawBatchInput.parse(input)
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const changed = await ctx.db
      .update(qrBatches)
      .set({ look, updatedAt: ctx.now })
      .where(and(eq(qrBatches.brandId, brandId), eq(qrBatches.id, batchId)))
      .returning({ id: qrBatches.id })
    if (changed.length === 0) throw new AppError('not-found')
    await recordAudit(ctx, {
      brandId,
      action: 'qr-batch.draw',
      subjectType: 'qr-batch',
      subjectId: batchId,
      details: look,
    })
  })
}
