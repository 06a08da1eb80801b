import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { accountNotices } from '@/db/schema/webhooks'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { NoticeSeverity, SendingPause } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { requirePermission } from '../staff/gate'

/** What a notice does to our sending: nothing, end some of it until a moment (null: until somebody says so), or allow it. */
export type SendingEffect = { pause: SendingPause; until: Date | null } | 'resume' | null

export type HeardNotice = {
  accountId: string
  field: string
  event: string
  severity: NoticeSeverity
  details: Record<string, unknown>
  at: Date
  effect: SendingEffect
  /** Whether staff should see it. What only belongs in the record is closed at once. */
  isOpen: boolean
  /** Good news that makes earlier ones of its field a thing of the past: a name that was refused is approved. */
  settles?: boolean
}

/**
 * Keeps a notice of WhatsApp about an account, once, and pauses or resumes what we send on it.
 * @returns whether it is news, and whether nothing later of its field was heard
 */
export function recordNotice(
  ctx: BrandContext,
  heard: HeardNotice,
): Promise<{ isNews: boolean; isNewest: boolean }> {
  const { accountId, field, event, severity, details, at, effect, isOpen } = heard
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const account = and(eq(whatsappAccounts.brandId, brandId), eq(whatsappAccounts.id, accountId))
    await ctx.db.select({ id: whatsappAccounts.id }).from(whatsappAccounts).where(account).for('update')
    const kept = await ctx.db
      .insert(accountNotices)
      .values({
        ...{ brandId, id: newId(at), accountId, field, event, severity, details, at },
        endedAt: isOpen ? null : at,
      })
      .onConflictDoNothing()
      .returning({ id: accountNotices.id })
    if (kept.length === 0) return { isNews: false, isNewest: false }
    await recordAudit(ctx, {
      brandId,
      action: 'whatsapp-account.notice',
      subjectType: 'whatsapp-account',
      subjectId: accountId,
      details: { field, event, effect: effect === null || effect === 'resume' ? effect : effect.pause },
    })
    const isNewest = !(await hasLaterWord(ctx, heard))
    if (effect && isNewest) await keepEffect(ctx, heard, effect)
    if ((effect === 'resume' || heard.settles) && isNewest) await endOpen(ctx, heard)
    return { isNews: true, isNewest }
  })
}

async function hasLaterWord(ctx: BrandContext, { accountId, field, at }: HeardNotice): Promise<boolean> {
  const [later] = await ctx.db
    .select({ id: accountNotices.id })
    .from(accountNotices)
    .where(
      and(
        eq(accountNotices.brandId, ctx.scope.brandId),
        eq(accountNotices.accountId, accountId),
        eq(accountNotices.field, field),
        gt(accountNotices.at, at),
      ),
    )
    .limit(1)
  return later !== undefined
}

async function keepEffect(
  ctx: BrandContext,
  { accountId, event, at }: HeardNotice,
  effect: NonNullable<SendingEffect>,
): Promise<void> {
  const { brandId } = ctx.scope
  const isResume = effect === 'resume'
  await ctx.db
    .update(whatsappAccounts)
    .set({
      sendingPaused: isResume ? null : effect.pause,
      sendingPausedReason: isResume ? null : event,
      sendingPausedAt: isResume ? null : at,
      sendingPausedUntil: isResume ? null : effect.until,
    })
    .where(and(eq(whatsappAccounts.brandId, brandId), eq(whatsappAccounts.id, accountId)))
}

async function endOpen(ctx: BrandContext, { accountId, field }: HeardNotice): Promise<void> {
  await ctx.db
    .update(accountNotices)
    .set({ endedAt: ctx.now })
    .where(
      and(
        eq(accountNotices.brandId, ctx.scope.brandId),
        eq(accountNotices.accountId, accountId),
        eq(accountNotices.field, field),
        isNull(accountNotices.endedAt),
      ),
    )
}

export const noticeIdSchema = z.object({ noticeId: z.uuid() })

/**
 * Staff have seen to it. Was it what paused our sending, sending is allowed again; campaigns that stopped go on when
 * somebody lets each of them.
 * @throws AppError `not-allowed`, `not-found`
 */
export async function closeNotice(ctx: BrandContext, input: z.input<typeof noticeIdSchema>): Promise<void> {
  const { noticeId } = noticeIdSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const [closed] = await ctx.db
      .update(accountNotices)
      .set({ endedAt: ctx.now })
      .where(
        and(
          eq(accountNotices.brandId, brandId),
          eq(accountNotices.id, noticeId),
          isNull(accountNotices.endedAt),
        ),
      )
      .returning()
    if (!closed) throw new AppError('not-found')
    const resumed = await ctx.db
      .update(whatsappAccounts)
      .set({
        sendingPaused: null,
        sendingPausedReason: null,
        sendingPausedAt: null,
        sendingPausedUntil: null,
      })
      .where(
        and(
          eq(whatsappAccounts.brandId, brandId),
          eq(whatsappAccounts.id, closed.accountId),
          eq(whatsappAccounts.sendingPausedAt, closed.at),
        ),
      )
      .returning({ id: whatsappAccounts.id })
    await recordAudit(ctx, {
      brandId,
      action: 'whatsapp-account.notice-closed',
      subjectType: 'whatsapp-account',
      subjectId: closed.accountId,
      details: { event: closed.event, resumed: resumed.length > 0 },
    })
  })
}

/** What we may not send on an account now, and why; null when we may. */
export async function getSendingPause(
  ctx: BrandContext,
  accountId: string,
): Promise<{ pause: SendingPause; reason: string } | null> {
  const [row] = await ctx.db
    .select({
      pause: whatsappAccounts.sendingPaused,
      reason: whatsappAccounts.sendingPausedReason,
      until: whatsappAccounts.sendingPausedUntil,
    })
    .from(whatsappAccounts)
    .where(and(eq(whatsappAccounts.brandId, ctx.scope.brandId), eq(whatsappAccounts.id, accountId)))
  if (!row?.pause || (row.until && row.until <= ctx.now)) return null
  return { pause: row.pause, reason: row.reason ?? '' }
}
