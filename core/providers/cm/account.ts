import { z } from 'zod'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { openText, sealText } from '../../platform/crypto'
import { getSettings } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { newCode, newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import type { Account } from '../accounts'
import { replaceAccounts } from '../replace-accounts'

export type CmSecrets = {
  productToken: string
  /** The last part of the callback address: whoever knows it speaks for CM.com, because CM.com signs nothing. */
  callbackToken: string
}

/** Opens the keys of a CM.com account. Keep them in memory for no longer than they are needed, and out of every log. */
export function cmSecrets(account: Pick<Account, 'accessTokenSealed' | 'callbackTokenSealed'>): CmSecrets {
  if (!account.callbackTokenSealed)
    throw new Error('This account has no callback token: it is none of CM.com')
  return {
    productToken: openText('whatsapp_accounts.access_token', account.accessTokenSealed),
    callbackToken: openText('whatsapp_accounts.callback_token', account.callbackTokenSealed),
  }
}

/** The addresses that staff give to CM.com, for status reports and for what people write. Secret. */
export function cmCallbackUrls(account: Account): { statuses: string; messages: string } {
  const base = `${getSettings().PUBLIC_URL}/api/webhooks/cm/${account.webhookKey}/${cmSecrets(account).callbackToken}`
  return { statuses: `${base}/statuses`, messages: `${base}/messages` }
}

export const saveCmAccountInput = z.object({
  isSimulator: z.boolean(),
  apiBaseUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  linkBaseUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  displayPhoneE164: z.string().regex(/^\+\d{7,15}$/),
  verifiedName: z.string().trim().min(1).max(200),
  /** CM.com's own form of a key: a GUID with hyphens. */
  productToken: z.guid(),
  templateNamespace: z.string().trim().min(1).max(200),
  /** CM.com does not tell the limit, so staff copy it from WhatsApp Manager: `TIER_10K`. */
  messagingLimitTier: z
    .string()
    .regex(/^TIER_(\d+K?|UNLIMITED)$/)
    .default('TIER_2K'),
})
export type SaveCmAccountInput = z.input<typeof saveCmAccountInput>

/**
 * Keeps a WhatsApp number that CM.com sends from, and makes it the brand's own: another number that sent before comes
 * after it. A number that is there already keeps its callback address. Nothing is asked of CM.com.
 * @throws AppError `not-allowed`
 */
export async function saveCmAccount(ctx: BrandContext, input: SaveCmAccountInput): Promise<{ id: string }> {
  requirePermission(ctx, 'brand.write')
  const { productToken, ...facts } = saveCmAccountInput.parse(input)
  const { brandId } = ctx.scope
  const values = {
    ...facts,
    provider: 'cm' as const,
    apiVersion: 'v1.0',
    phoneNumberId: facts.displayPhoneE164.slice(1),
    wabaId: null,
    appSecretSealed: null,
    verifyTokenSealed: null,
    accessTokenSealed: sealText('whatsapp_accounts.access_token', productToken),
    replacedAt: null,
  }
  return inTransaction(ctx, async (ctx) => {
    await replaceAccounts(ctx, values.phoneNumberId)
    const callbackTokenSealed = sealText('whatsapp_accounts.callback_token', newCode(40))
    const keys = { webhookKey: newCode(20), callbackTokenSealed }
    const [row] = await ctx.db
      .insert(whatsappAccounts)
      .values({ ...values, ...keys, brandId, id: newId(ctx.now), createdAt: ctx.now })
      .onConflictDoUpdate({ target: [whatsappAccounts.brandId, whatsappAccounts.phoneNumberId], set: values })
      .returning({ id: whatsappAccounts.id })
    if (!row) throw new AppError('conflict')
    await recordAudit(ctx, {
      brandId,
      action: 'whatsapp-account.save',
      subjectType: 'whatsapp-account',
      subjectId: row.id,
      details: { isSimulator: facts.isSimulator, provider: 'cm' },
    })
    return row
  })
}
