import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { qrCodes } from '@/db/schema/qr-codes'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { requirePermission } from '../../../staff/gate'
import { codeChannel } from '../held-codes'
import { requirePage } from '../target'
import { repointChosenInput, switchChosenInput } from './schema'

/** `codes`: how many were changed. `others`: links of Meta's own, which we do not lead and cannot change. */
export type ChosenDone = { codes: number; others: number }

/** Changes codes that somebody ticked, all or none. @throws AppError `not-found` when one of them is not this brand's */
async function changeChosen(
  ctx: BrandContext,
  qrCodeIds: readonly string[],
  change: Partial<Pick<typeof qrCodes.$inferInsert, 'state' | 'landingPageId'>>,
  action: string,
): Promise<ChosenDone> {
  const ids = [...new Set(qrCodeIds)]
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const which = and(eq(qrCodes.brandId, brandId), inArray(qrCodes.id, ids))
    const known = await ctx.db.select({ id: qrCodes.id }).from(qrCodes).where(which).for('update')
    if (known.length < ids.length) throw new AppError('not-found')
    const changed = await ctx.db
      .update(qrCodes)
      .set(change)
      .where(and(which, ne(qrCodes.kind, 'meta')))
      .returning({ id: qrCodes.id })
    await ctx.db.execute(sql`select pg_notify(${codeChannel}, '')`)
    for (const { id } of changed) {
      await recordAudit(ctx, { brandId, action, subjectType: 'qr-code', subjectId: id, details: change })
    }
    return { codes: changed.length, others: ids.length - changed.length }
  })
}

/** Pauses or resumes the codes that are ticked. */
export async function switchChosen(
  ctx: BrandContext,
  input: z.input<typeof switchChosenInput>,
): Promise<ChosenDone> {
  requirePermission(ctx, 'qr-codes.write')
  const { qrCodeIds, state } = switchChosenInput.parse(input)
  return changeChosen(ctx, qrCodeIds, { state }, state === 'paused' ? 'qr-code.pause' : 'qr-code.resume')
}

/** Lets what is printed of the codes that are ticked lead to another page. */
export async function repointChosen(
  ctx: BrandContext,
  input: z.input<typeof repointChosenInput>,
): Promise<ChosenDone> {
  requirePermission(ctx, 'qr-codes.write')
  const { qrCodeIds, landingPageId } = repointChosenInput.parse(input)
  await requirePage(ctx, landingPageId)
  return changeChosen(ctx, qrCodeIds, { landingPageId }, 'qr-code.repoint')
}
