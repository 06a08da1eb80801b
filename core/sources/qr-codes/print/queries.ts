import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import { qrPrints } from '@/db/schema/qr-codes'
import type { PrintProblem, PrintState } from '@/db/states'
import type { BrandContext } from '../../../brands/scope'
import { AppError } from '../../../platform/errors'
import { getFileStore } from '../../../platform/files/store'
import type { StoredFile } from '../../../platform/files/types'
import type { PrintForm } from './schema'

export type PrintView = {
  id: string
  form: PrintForm
  state: PrintState
  /** Codes in it; of these drawn (while drawing) or read back (while checking). */
  total: number
  done: number
  pages: number
  problem: PrintProblem | null
  unread: string[]
  byteSize: number | null
  createdAt: Date
}

/** Files that were asked for of a batch, newest first. */
export async function listPrints(ctx: BrandContext, batchId: string): Promise<PrintView[]> {
  const rows = await ctx.db
    .select()
    .from(qrPrints)
    .where(and(eq(qrPrints.brandId, ctx.scope.brandId), eq(qrPrints.batchId, batchId)))
    .orderBy(desc(qrPrints.createdAt), desc(qrPrints.id))
    .limit(12)
  return rows.map(({ layout, ...row }) => ({ ...row, form: layout as PrintForm }))
}

/** A file that is done. @throws AppError `not-found` */
export async function getPrintFile(
  ctx: BrandContext,
  printId: string,
): Promise<StoredFile & { form: PrintForm }> {
  const [row] = await ctx.db
    .select({ key: qrPrints.fileKey, layout: qrPrints.layout })
    .from(qrPrints)
    .where(and(eq(qrPrints.brandId, ctx.scope.brandId), eq(qrPrints.id, printId), eq(qrPrints.state, 'done')))
  const file = row?.key && (await getFileStore().get(row.key))
  if (!file) throw new AppError('not-found')
  return { ...file, form: row.layout as PrintForm }
}

/** Without a word for so long a job is dead: a thread reports after every sheet. */
const stalledMs = 2 * 60_000

/** Files whose making was broken off by the end of a worker, over all brands. */
export async function listStalledPrints(
  ctx: Pick<BrandContext, 'db' | 'now'>,
): Promise<{ brandId: string; printId: string }[]> {
  return ctx.db
    .select({ brandId: qrPrints.brandId, printId: qrPrints.id })
    .from(qrPrints)
    .where(
      and(
        inArray(qrPrints.state, ['waiting', 'drawing', 'checking']),
        lt(qrPrints.updatedAt, new Date(ctx.now.getTime() - stalledMs)),
      ),
    )
}
