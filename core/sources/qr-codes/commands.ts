import { and, eq, sql } from 'drizzle-orm'
import { qrCodes } from '@/db/schema/qr-codes'
import { recordAudit } from '../../audit/commands'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { isTaken } from '../../platform/database-errors'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { codeChannel } from './held-codes'
import { insertCodes } from './insert-codes'
import {
  type CreateQrCodeInput,
  createQrCodeInput,
  type DrawQrCodeInput,
  drawQrCodeInput,
  type ExpireQrCodeInput,
  expireQrCodeInput,
  type RepointQrCodeInput,
  repointQrCodeInput,
} from './schema'
import { requirePage, targetOf } from './target'

/**
 * Makes a code for a place. The page may still be a draft: print can be ordered before the page goes live.
 * @throws AppError `qr-label-taken` (field `label`); `not-found` for a page of another brand; for a link of Meta's own also
 * `no-whatsapp-account` and `provider-refused`
 */
export async function createQrCode(
  ctx: BrandContext,
  input: CreateQrCodeInput,
): Promise<{ id: string; code: string }> {
  requirePermission(ctx, 'qr-codes.write')
  const { label, note, ...target } = createQrCodeInput.parse(input)
  const id = newId(ctx.now)
  const { brandId } = ctx.scope
  await requirePage(ctx, target.landingPageId)
  const columns = await targetOf(ctx, target)
  return inTransaction(ctx, async (ctx) => {
    try {
      const row = { brandId, id, label, note, ...columns, state: 'active' as const, createdAt: ctx.now }
      const [code = ''] = await insertCodes(ctx, [row])
      await recordAudit(ctx, {
        brandId,
        action: 'qr-code.create',
        subjectType: 'qr-code',
        subjectId: id,
        details: { landingPageId: target.landingPageId, kind: target.kind },
      })
      return { id, code }
    } catch (error) {
      if (isTaken(error)) throw new AppError('qr-label-taken', { field: 'label', cause: error })
      throw error
    }
  })
}

/** Changes a code, says so, and tells the processes that lead people on. @throws AppError `not-found` */
async function changeCode(
  ctx: BrandContext,
  qrCodeId: string,
  change: Partial<Pick<typeof qrCodes.$inferInsert, 'state' | 'landingPageId' | 'expiresAt' | 'look'>>,
  action: string,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [changed] = await ctx.db
      .update(qrCodes)
      .set(change)
      .where(and(eq(qrCodes.brandId, ctx.scope.brandId), eq(qrCodes.id, qrCodeId)))
      .returning({ code: qrCodes.code })
    if (!changed) throw new AppError('not-found')
    await ctx.db.execute(sql`select pg_notify(${codeChannel}, ${changed.code})`)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action,
      subjectType: 'qr-code',
      subjectId: qrCodeId,
      details: change,
    })
  })
}

/** Whoever scans it meets a friendly page, until it is resumed. Nothing is counted meanwhile. */
export async function pauseQrCode(ctx: BrandContext, input: { qrCodeId: string }): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  await changeCode(ctx, input.qrCodeId, { state: 'paused' }, 'qr-code.pause')
}

/** Takes a pause back. */
export async function resumeQrCode(ctx: BrandContext, input: { qrCodeId: string }): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  await changeCode(ctx, input.qrCodeId, { state: 'active' }, 'qr-code.resume')
}

/** Lets what is printed already lead to another page. What was counted stays. */
export async function repointQrCode(ctx: BrandContext, input: RepointQrCodeInput): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  const { qrCodeId, landingPageId } = repointQrCodeInput.parse(input)
  await requirePage(ctx, landingPageId)
  await changeCode(ctx, qrCodeId, { landingPageId }, 'qr-code.repoint')
}

/** Says until which day a code works, that day included, or for always. */
export async function expireQrCode(ctx: BrandContext, input: ExpireQrCodeInput): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  const { qrCodeId, lastDay } = expireQrCodeInput.parse(input)
  const { timeZone } = await getBrand(ctx)
  const [row] = await ctx.db.execute<{ at: string | null }>(
    sql`select (${lastDay}::date + 1)::timestamp at time zone ${timeZone} as at`,
  )
  await changeCode(ctx, qrCodeId, { expiresAt: row?.at ? new Date(row.at) : null }, 'qr-code.expire')
}

/** Keeps how a code of its own is drawn. */
export async function drawQrCode(ctx: BrandContext, input: DrawQrCodeInput): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  const { qrCodeId, look } = drawQrCodeInput.parse(input)
  await changeCode(ctx, qrCodeId, { look }, 'qr-code.draw')
}
