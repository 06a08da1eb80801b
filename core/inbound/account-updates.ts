import { and, eq } from 'drizzle-orm'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { recordNotice } from '../providers/notices'
import { recordTemplateCategory, recordTemplateQuality, recordTemplateStatus } from '../templates/commands'
import { limitSchema, templateUpdateSchema } from './schema'

/**
 * Applies what WhatsApp says about a template. Its own examples mix up the field names, so the members that are
 * there decide. Of a category notice, `new_category` is what holds now, also when a `correct_category` is to come.
 */
export async function applyTemplateUpdate(ctx: BrandContext, raw: unknown, at: Date): Promise<string | null> {
  const update = templateUpdateSchema.parse(raw)
  const externalId = update.message_template_id
  if (update.new_quality_score !== undefined) {
    await recordTemplateQuality(ctx, { externalId, score: update.new_quality_score, at })
  } else if (update.new_category !== undefined) {
    await recordTemplateCategory(ctx, { externalId, category: update.new_category, at })
  } else if (update.event !== undefined) {
    const given = [update.reason, update.rejection_info?.reason, update.other_info?.title]
    const reason = given.find((one) => one && one !== 'NONE') ?? undefined
    await recordTemplateStatus(ctx, { externalId, event: update.event, ...(reason ? { reason } : {}), at })
  } else {
    return 'template update of an unknown kind'
  }
  return null
}

/**
 * Keeps the messaging limit that a notice names; one that is older than what we heard last changes nothing. The rating
 * of the number is not in these notices; it is asked for.
 */
export async function applyLimitUpdate(
  ctx: BrandContext,
  accountId: string,
  raw: unknown,
  at: Date,
): Promise<string | null> {
  const update = limitSchema.parse(raw)
  const tier = tierOf(
    update.max_daily_conversations_per_business ??
      update.current_limit ??
      update.max_daily_conversation_per_phone,
  )
  const field = 'messaging-limit'
  const heard = { accountId, field, at, severity: 'info' as const, effect: null, isOpen: false }
  if (!tier) {
    const event = update.event?.slice(0, 100)
    if (!event) return 'notice about a limit that names none'
    await recordNotice(ctx, { ...heard, field: 'phone_number_quality_update', event, details: {} })
    return null
  }
  const { isNewest } = await recordNotice(ctx, { ...heard, event: tier, details: { event: update.event } })
  if (!isNewest) return null
  await inTransaction(ctx, async (ctx) => {
    const { brandId } = ctx.scope
    await ctx.db
      .update(whatsappAccounts)
      .set({ messagingLimitTier: tier })
      .where(and(eq(whatsappAccounts.brandId, brandId), eq(whatsappAccounts.id, accountId)))
    await recordAudit(ctx, {
      brandId,
      action: 'whatsapp-account.limit',
      subjectType: 'whatsapp-account',
      subjectId: accountId,
      details: { tier },
    })
  })
  return null
}

/** The name that WhatsApp approved is the one people see. */
export async function applyAccountName(ctx: BrandContext, accountId: string, name: string): Promise<void> {
  await ctx.db
    .update(whatsappAccounts)
    .set({ verifiedName: name.slice(0, 200) })
    .where(and(eq(whatsappAccounts.brandId, ctx.scope.brandId), eq(whatsappAccounts.id, accountId)))
}

/** `TIER_2K` from `"TIER_2K"`, `2000` or `-1`; null from what is none of these. */
export function tierOf(limit: string | number | undefined): string | null {
  if (typeof limit === 'string' && /^TIER_\w+$/.test(limit)) return limit
  const people = Number(limit)
  if (limit === undefined || !Number.isInteger(people)) return null
  if (people < 0) return 'TIER_UNLIMITED'
  return people >= 1000 && people % 1000 === 0 ? `TIER_${people / 1000}K` : `TIER_${people}`
}
