import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { type Context, inTransaction } from '../platform/context'
import { openText, sealText } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { newCode, newId } from '../platform/ids'
import { requirePermission } from '../staff/gate'
import { replaceAccounts } from './replace-accounts'

/** An account with its sealed keys. For the server's own use: pages get an `AccountView`. */
export type Account = typeof whatsappAccounts.$inferSelect

/** An account without its keys, fit for a page. */
export type AccountView = Omit<Account, `${string}Sealed`>

const {
  accessTokenSealed: _token,
  appSecretSealed: _secret,
  verifyTokenSealed: _verify,
  callbackTokenSealed: _callback,
  ...viewColumns
} = getTableColumns(whatsappAccounts)

/** The account that sends for a brand now. */
export const isCurrent = (brandId: string) =>
  and(eq(whatsappAccounts.brandId, brandId), isNull(whatsappAccounts.replacedAt))

/** The brand's account as pages may see it, or undefined when none is connected. */
export async function getAccount(ctx: BrandContext): Promise<AccountView | undefined> {
  const [row] = await ctx.db.select(viewColumns).from(whatsappAccounts).where(isCurrent(ctx.scope.brandId))
  return row
}

/** The brand's account with its sealed keys, for sending and verifying. @throws AppError `no-whatsapp-account` */
export async function requireAccount(ctx: BrandContext): Promise<Account> {
  const [row] = await ctx.db.select().from(whatsappAccounts).where(isCurrent(ctx.scope.brandId))
  if (!row) throw new AppError('no-whatsapp-account')
  return row
}

/** One of the brand's accounts, in use or replaced, by the provider's id of its number. */
export async function findAccountOfNumber(
  ctx: BrandContext,
  phoneNumberId: string,
): Promise<Account | undefined> {
  const [row] = await ctx.db
    .select()
    .from(whatsappAccounts)
    .where(
      and(eq(whatsappAccounts.brandId, ctx.scope.brandId), eq(whatsappAccounts.phoneNumberId, phoneNumberId)),
    )
  return row
}

/** The account that a callback address names, over all brands: a webhook knows nothing else when it arrives. */
export async function findAccountByWebhookKey(
  ctx: Pick<Context, 'db'>,
  webhookKey: string,
): Promise<Account | undefined> {
  const [row] = await ctx.db
    .select()
    .from(whatsappAccounts)
    .where(eq(whatsappAccounts.webhookKey, webhookKey))
  return row
}

/** All accounts of all brands, replaced ones too, for the dispatcher, which serves everybody. */
export function listAllAccounts(ctx: Pick<Context, 'db'>): Promise<Account[]> {
  return ctx.db.select().from(whatsappAccounts).orderBy(whatsappAccounts.createdAt)
}

/** Follows a stand-in of WhatsApp to another address, at start. What staff connected themselves stays where it is. */
export async function moveSimulatorAccount(
  ctx: BrandContext,
  input: { accountId: string; simulatorUrl: string },
): Promise<void> {
  await ctx.db
    .update(whatsappAccounts)
    .set({ apiBaseUrl: input.simulatorUrl, linkBaseUrl: `${input.simulatorUrl}/wa.me` })
    .where(
      and(
        eq(whatsappAccounts.brandId, ctx.scope.brandId),
        eq(whatsappAccounts.id, input.accountId),
        eq(whatsappAccounts.isSimulator, true),
      ),
    )
}

export type AccountSecrets = { accessToken: string; appSecret: string; verifyToken: string }

const purpose = (column: 'access_token' | 'app_secret' | 'verify_token') => `whatsapp_accounts.${column}`

/** Opens the keys of an account at Meta (`cmSecrets` for one at CM.com). Keep them in memory for no longer than they are needed, and out of every log. */
export function accountSecrets(
  account: Pick<Account, 'accessTokenSealed' | 'appSecretSealed' | 'verifyTokenSealed'>,
): AccountSecrets {
  if (!account.appSecretSealed || !account.verifyTokenSealed)
    throw new Error('This account has no app secret: it is none of Meta')
  return {
    accessToken: openText(purpose('access_token'), account.accessTokenSealed),
    appSecret: openText(purpose('app_secret'), account.appSecretSealed),
    verifyToken: openText(purpose('verify_token'), account.verifyTokenSealed),
  }
}

const withoutSlash = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

export const saveAccountInput = z.object({
  provider: z.literal('cloud-api').default('cloud-api'),
  isSimulator: z.boolean(),
  apiBaseUrl: withoutSlash,
  apiVersion: z.string().regex(/^v\d+\.\d+$/),
  linkBaseUrl: withoutSlash,
  wabaId: z.string().regex(/^\d{5,20}$/),
  phoneNumberId: z.string().regex(/^\d{5,20}$/),
  displayPhoneE164: z.string().regex(/^\+\d{7,15}$/),
  verifiedName: z.string().min(1).max(200),
  accessToken: z.string().min(1),
  appSecret: z.string().min(1),
  verifyToken: z.string().min(16),
  /** The callback address that WhatsApp was given already; without one a number that is new gets its own. */
  webhookKey: z.string().min(1).optional(),
})
export type SaveAccountInput = z.input<typeof saveAccountInput>

/**
 * Keeps a WhatsApp number and its keys; a number that is there already gets the new details and keeps its callback
 * address. The keys are sealed before they touch the database.
 * @throws AppError `not-allowed`
 */
export async function saveAccount(ctx: BrandContext, input: SaveAccountInput): Promise<AccountView> {
  requirePermission(ctx, 'brand.write')
  const { accessToken, appSecret, verifyToken, webhookKey, ...facts } = saveAccountInput.parse(input)
  const values = {
    ...facts,
    callbackTokenSealed: null,
    replacedAt: null,
    accessTokenSealed: sealText(purpose('access_token'), accessToken),
    appSecretSealed: sealText(purpose('app_secret'), appSecret),
    verifyTokenSealed: sealText(purpose('verify_token'), verifyToken),
  }
  return inTransaction(ctx, async (ctx) => {
    await replaceAccounts(ctx, facts.phoneNumberId)
    const [row] = await ctx.db
      .insert(whatsappAccounts)
      .values({
        ...values,
        brandId: ctx.scope.brandId,
        id: newId(ctx.now),
        webhookKey: webhookKey ?? newCode(20),
        createdAt: ctx.now,
      })
      .onConflictDoUpdate({ target: [whatsappAccounts.brandId, whatsappAccounts.phoneNumberId], set: values })
      .returning(viewColumns)
    if (!row) throw new AppError('conflict')
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'whatsapp-account.save',
      subjectType: 'whatsapp-account',
      subjectId: row.id,
      details: { isSimulator: row.isSimulator, apiVersion: row.apiVersion },
    })
    return row
  })
}
