import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { newCode } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { type Account, accountSecrets, findAccountByWebhookKey } from '../accounts'
import { callbackUrl } from '../connect'
import { expectHandshake, findExpectedHandshake } from '../handshakes'

/** A number that is being connected: its callback address works already, nothing of it is saved. */
export type PendingConnection = {
  connectionKey: string
  callbackUrl: string
  /** Null when it is the one that is kept already, which is not shown again. */
  verifyToken: string | null
}

/**
 * Opens a callback address for connecting. For a number that is there already it is the number's own, with the verify
 * token it has.
 * @throws AppError `not-allowed`, `not-found`
 */
export async function startConnection(
  ctx: BrandContext,
  input: { webhookKey?: string } = {},
): Promise<{ connectionKey: string }> {
  requirePermission(ctx, 'brand.write')
  const account = input.webhookKey === undefined ? undefined : await requireOwn(ctx, input.webhookKey)
  const connectionKey = account?.webhookKey ?? newCode(20)
  const verifyToken = account?.verifyTokenSealed ? accountSecrets(account).verifyToken : newCode(40)
  await expectHandshake(ctx, { webhookKey: connectionKey, verifyToken })
  return { connectionKey }
}

/** Another verify token, where the one before got lost or known. It holds from saving on. @throws AppError `not-allowed`, `connection-expired` */
export async function renewVerifyToken(
  ctx: BrandContext,
  { connectionKey }: { connectionKey: string },
): Promise<void> {
  requirePermission(ctx, 'brand.write')
  if (!(await findExpectedHandshake(ctx, connectionKey))) throw new AppError('connection-expired')
  await expectHandshake(ctx, { webhookKey: connectionKey, verifyToken: newCode(40) })
}

/** What is being connected at this address, or undefined when its day is over. @throws AppError `not-allowed` */
export async function findPendingConnection(
  ctx: BrandContext,
  connectionKey: string,
): Promise<(PendingConnection & { account: Account | undefined }) | undefined> {
  requirePermission(ctx, 'brand.write')
  const expected = await findExpectedHandshake(ctx, connectionKey)
  if (!expected) return undefined
  const account = await findOwn(ctx, connectionKey)
  const isKept = account?.verifyTokenSealed && accountSecrets(account).verifyToken === expected.verifyToken
  return {
    connectionKey,
    callbackUrl: callbackUrl({ webhookKey: connectionKey }),
    verifyToken: isKept ? null : expected.verifyToken,
    account,
  }
}

async function findOwn(ctx: BrandContext, webhookKey: string): Promise<Account | undefined> {
  const account = await findAccountByWebhookKey(ctx, webhookKey)
  return account?.brandId === ctx.scope.brandId ? account : undefined
}

async function requireOwn(ctx: BrandContext, webhookKey: string): Promise<Account> {
  const account = await findOwn(ctx, webhookKey)
  if (!account) throw new AppError('not-found')
  return account
}
