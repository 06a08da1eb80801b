import { eq } from 'drizzle-orm'
import { qrCodes } from '@/db/schema/qr-codes'
import type { BrandContext } from '../../../brands/scope'
import { requirePermission } from '../../../staff/gate'
import { readList } from './read-list'
import { type CheckedList, checkRows, placeKey } from './rules'
import { checkListInput } from './schema'

/**
 * The dry run: what every row of a list would become. Nothing is made.
 * @throws AppError `list-empty`, `qr-list-too-long`, `file-unreadable`
 */
export async function checkList(ctx: BrandContext, input: { text: string }): Promise<CheckedList> {
  requirePermission(ctx, 'qr-codes.write')
  const rows = readList(checkListInput.parse(input).text)
  const labels = await ctx.db
    .select({ label: qrCodes.label })
    .from(qrCodes)
    .where(eq(qrCodes.brandId, ctx.scope.brandId))
  return checkRows(rows, new Set(labels.map(({ label }) => placeKey(label))))
}
