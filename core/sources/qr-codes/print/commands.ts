import { and, eq, inArray } from 'drizzle-orm'
import { qrPrints } from '@/db/schema/qr-codes'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { newId } from '../../../platform/ids'
import { addJob } from '../../../platform/jobs'
import { requirePermission } from '../../../staff/gate'
import { getBatch } from '../batches/queries'
import { type RequestPrintInput, requestPrintInput } from './schema'

/**
 * Asks for a file of all codes of a batch, as it is drawn now. A job makes it and reads every code back from it.
 * @throws AppError `not-found`
 */
export async function requestPrint(ctx: BrandContext, input: RequestPrintInput): Promise<{ id: string }> {
  requirePermission(ctx, 'qr-codes.write')
  const { batchId, form } = requestPrintInput.parse(input)
  const { brandId } = ctx.scope
  const { look, codes } = await getBatch(ctx, batchId)
  const id = newId(ctx.now)
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.insert(qrPrints).values({
      ...{ brandId, id, batchId, layout: form, look, state: 'waiting', total: codes },
      ...{ createdAt: ctx.now, updatedAt: ctx.now },
    })
    await recordAudit(ctx, {
      brandId,
      action: 'qr-print.request',
      subjectType: 'qr-batch',
      subjectId: batchId,
      details: { form, codes },
    })
    await addJob(
      ctx,
      'print-codes',
      { brandId, printId: id },
      { key: `print:${id}`, queue: `print:${brandId}` },
    )
  })
  return { id }
}

/** Stops the making of a file, if it is still under way. @throws AppError `not-found` */
export async function cancelPrint(ctx: BrandContext, input: { printId: string }): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const [stopped] = await ctx.db
      .update(qrPrints)
      .set({ state: 'cancelled', updatedAt: ctx.now })
      .where(
        and(
          eq(qrPrints.brandId, brandId),
          eq(qrPrints.id, input.printId),
          inArray(qrPrints.state, ['waiting', 'drawing', 'checking']),
        ),
      )
      .returning({ batchId: qrPrints.batchId })
    if (!stopped) throw new AppError('not-found')
    await recordAudit(ctx, {
      brandId,
      action: 'qr-print.cancel',
      subjectType: 'qr-batch',
      subjectId: stopped.batchId,
    })
  })
}
