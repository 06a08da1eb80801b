import { and, eq } from 'drizzle-orm'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { sealText } from '../../platform/crypto'
import { AppError } from '../../platform/errors'
import { newCode } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { requireAccount } from '../accounts'
import { cmCallbackUrls } from '../cm/account'

/**
 * New callback addresses for a number at CM.com, shown this once: the last part of them is a secret. What CM.com sends
 * to the ones before is refused from now on, until the new ones are set in its portal; it repeats what was refused.
 * @throws AppError `not-allowed`, `no-whatsapp-account`, `provider-cannot`
 */
export function renewCmCallback(ctx: BrandContext): Promise<{ statuses: string; messages: string }> {
  requirePermission(ctx, 'brand.write')
  return inTransaction(ctx, async (ctx) => {
    const account = await requireAccount(ctx)
    if (account.provider !== 'cm') throw new AppError('provider-cannot')
    const callbackTokenSealed = sealText('whatsapp_accounts.callback_token', newCode(40))
    await ctx.db
      .update(whatsappAccounts)
      .set({ callbackTokenSealed })
      .where(and(eq(whatsappAccounts.brandId, ctx.scope.brandId), eq(whatsappAccounts.id, account.id)))
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'whatsapp-account.renew-callback',
      subjectType: 'whatsapp-account',
      subjectId: account.id,
    })
    return cmCallbackUrls({ ...account, callbackTokenSealed })
  })
}
