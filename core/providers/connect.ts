import { and, eq } from 'drizzle-orm'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { getSettings } from '../platform/env'
import { requirePermission } from '../staff/gate'
import { type Account, accountSecrets, requireAccount } from './accounts'
import { managementFor } from './whatsapp/registry'
import type { NumberInfo } from './whatsapp/types'

/** Where WhatsApp sends what happens on this account. */
export const callbackUrl = (account: Pick<Account, 'webhookKey'>): string =>
  `${getSettings().PUBLIC_URL}/api/webhooks/whatsapp/${account.webhookKey}`

/** Keeps what WhatsApp says of the number now: name, quality, limit and standing. */
export async function keepNumber(
  ctx: BrandContext,
  account: Pick<Account, 'id' | 'verifiedName'>,
  number: NumberInfo,
): Promise<void> {
  await ctx.db
    .update(whatsappAccounts)
    .set({
      verifiedName: number.verifiedName || account.verifiedName,
      qualityRating: number.qualityRating,
      messagingLimitTier: number.messagingLimitTier,
      numberDetails: number.details,
      syncedAt: ctx.now,
    })
    .where(and(eq(whatsappAccounts.brandId, ctx.scope.brandId), eq(whatsappAccounts.id, account.id)))
}

/** Reads the number's name, quality rating and messaging limit again. @throws AppError `no-whatsapp-account`, `provider-cannot`, `provider-refused`, `provider-unreachable` */
export async function refreshNumber(ctx: BrandContext): Promise<NumberInfo> {
  const account = await requireAccount(ctx)
  const number = await managementFor(account).getNumber()
  await keepNumber(ctx, account, number)
  return number
}

/**
 * Has WhatsApp send webhooks here (the handshake happens during the call, so this server must be reachable) and
 * reads what it says of the number.
 * @throws AppError `not-allowed`, `no-whatsapp-account`, `provider-cannot`, `provider-refused`, `provider-unreachable`
 */
export async function connectAccount(ctx: BrandContext): Promise<NumberInfo> {
  requirePermission(ctx, 'brand.write')
  const account = await requireAccount(ctx)
  const management = managementFor(account)
  await management.subscribeWebhook(callbackUrl(account), accountSecrets(account).verifyToken)
  const number = await management.getNumber()
  await inTransaction(ctx, async (ctx) => {
    await keepNumber(ctx, account, number)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'whatsapp-account.connect',
      subjectType: 'whatsapp-account',
      subjectId: account.id,
      details: { qualityRating: number.qualityRating, messagingLimitTier: number.messagingLimitTier },
    })
  })
  return number
}
