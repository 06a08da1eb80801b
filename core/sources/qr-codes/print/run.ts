import { and, eq } from 'drizzle-orm'
import { qrPrints } from '@/db/schema/qr-codes'
import type { BrandContext } from '../../../brands/scope'
import { listCodesOfBatch } from '../batches/queries'
import { Cancelled, followPrint, noteDown, underWay } from './progress'
import { runSheets } from './run-sheets'
import { runZip } from './run-zip'

/** Makes the file of a batch that was asked for, unless that is done or cancelled. Doing it again makes the same file. */
export async function runPrint(ctx: BrandContext, printId: string): Promise<void> {
  const [print] = await ctx.db
    .select()
    .from(qrPrints)
    .where(and(eq(qrPrints.brandId, ctx.scope.brandId), eq(qrPrints.id, printId)))
  if (!print || !underWay.includes(print.state)) return
  const progress = followPrint(ctx, printId)
  progress.begin('drawing')
  try {
    const codes = await listCodesOfBatch(ctx, { batchId: print.batchId })
    const run = print.layout === 'zip' ? runZip : runSheets
    const outcome = await run(ctx, { print, codes, progress })
    await progress.settle()
    await noteDown(ctx, printId, {
      ...outcome,
      ...('problem' in outcome ? { state: 'failed' } : { state: 'done', done: codes.length }),
    })
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
  }
}
