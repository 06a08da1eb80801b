import { and, eq } from 'drizzle-orm'
import { landingPages, qrCodes } from '@/db/schema/landing-pages'
import type { QrState } from '@/db/states'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { isTaken } from '../../platform/database-errors'
import { AppError } from '../../platform/errors'
import { newCode, newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { qrCodeLength } from './rules'
import {
  type CreateQrCodeInput,
  createQrCodeInput,
  type RepointQrCodeInput,
  repointQrCodeInput,
} from './schema'

async function requirePage(ctx: BrandContext, landingPageId: string): Promise<void> {
  const [page] = await ctx.db
    .select({ id: landingPages.id })
    .from(landingPages)
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, landingPageId)))
  if (!page) throw new AppError('not-found', { field: 'landingPageId' })
}

async function insertCode(
  ctx: BrandContext,
  row: Omit<typeof qrCodes.$inferInsert, 'code'>,
): Promise<string> {
  for (;;) {
    const [made] = await ctx.db
      .insert(qrCodes)
      .values({ ...row, code: newCode(qrCodeLength) })
      // Another brand's code, one chance in millions: take the next.
      .onConflictDoNothing({ target: qrCodes.code })
      .returning({ code: qrCodes.code })
    if (made) return made.code
  }
}

/**
 * Makes a code for a place. The page may still be a draft: print can be ordered before the page goes live.
 * @throws AppError `qr-label-taken` (field `label`); `not-found` for a page of another brand
 */
export async function createQrCode(
  ctx: BrandContext,
  input: CreateQrCodeInput,
): Promise<{ id: string; code: string }> {
  requirePermission(ctx, 'qr-codes.write')
  const { label, landingPageId } = createQrCodeInput.parse(input)
  const id = newId(ctx.now)
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    await requirePage(ctx, landingPageId)
    try {
      const code = await insertCode(ctx, {
        brandId,
        id,
        label,
        landingPageId,
        state: 'active',
        createdAt: ctx.now,
      })
      await recordAudit(ctx, {
        brandId,
        action: 'qr-code.create',
        subjectType: 'qr-code',
        subjectId: id,
        details: { landingPageId },
      })
      return { id, code }
    } catch (error) {
      if (isTaken(error)) throw new AppError('qr-label-taken', { field: 'label', cause: error })
      throw error
    }
  })
}

/** Changes a code and says so. @throws AppError `not-found` */
async function changeCode(
  ctx: BrandContext,
  qrCodeId: string,
  change: { state: QrState } | { landingPageId: string },
  action: string,
): Promise<void> {
  const changed = await ctx.db
    .update(qrCodes)
    .set(change)
    .where(and(eq(qrCodes.brandId, ctx.scope.brandId), eq(qrCodes.id, qrCodeId)))
    .returning({ id: qrCodes.id })
  if (changed.length === 0) throw new AppError('not-found')
  await recordAudit(ctx, {
    brandId: ctx.scope.brandId,
    action,
    subjectType: 'qr-code',
    subjectId: qrCodeId,
    details: change,
  })
}

/** Whoever scans it meets a friendly page, until it is resumed. Nothing is counted meanwhile. */
export async function pauseQrCode(ctx: BrandContext, input: { qrCodeId: string }): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  await inTransaction(ctx, (ctx) => changeCode(ctx, input.qrCodeId, { state: 'paused' }, 'qr-code.pause'))
}

/** Takes a pause back. */
export async function resumeQrCode(ctx: BrandContext, input: { qrCodeId: string }): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  await inTransaction(ctx, (ctx) => changeCode(ctx, input.qrCodeId, { state: 'active' }, 'qr-code.resume'))
}

/** Lets what is printed already lead to another page. What was counted stays. */
export async function repointQrCode(ctx: BrandContext, input: RepointQrCodeInput): Promise<void> {
  requirePermission(ctx, 'qr-codes.write')
  const { qrCodeId, landingPageId } = repointQrCodeInput.parse(input)
  await inTransaction(ctx, async (ctx) => {
    await requirePage(ctx, landingPageId)
    await changeCode(ctx, qrCodeId, { landingPageId }, 'qr-code.repoint')
  })
}
