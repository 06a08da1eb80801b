import { and, eq, getTableColumns } from 'drizzle-orm'
import { channelAccounts } from '@/db/schema/channel-accounts'
import type { SideChannel } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { type Context, inTransaction } from '../platform/context'
import { openText, sealText } from '../platform/crypto'
import { getSettings } from '../platform/env'
import { AppError } from '../platform/errors'
import { newCode, newId } from '../platform/ids'
import { requirePermission } from '../staff/gate'
import { emailSettings, type SaveEmailInput, saveEmailInput } from './email/schema'
import { type SaveSmsInput, saveSmsInput, smsSettings } from './sms/schema'

/** A channel with its sealed keys. For the server's own use: pages get a `ChannelView`. */
export type Channel = typeof channelAccounts.$inferSelect

export type ChannelView = Omit<Channel, `${string}Sealed`> & { hasSecret: boolean }

const { secretSealed: _secret, callbackTokenSealed: _callback } = getTableColumns(channelAccounts)

/** How the brand sends over this channel, as pages may see it, or undefined. */
export async function getChannel(ctx: BrandContext, channel: SideChannel): Promise<ChannelView | undefined> {
  const row = await findChannel(ctx, channel)
  if (!row) return undefined
  const { secretSealed, callbackTokenSealed: _, ...view } = row
  return { ...view, hasSecret: secretSealed !== null }
}

/** The same with its sealed keys, or undefined. For the server's own use. */
export async function findChannel(ctx: BrandContext, channel: SideChannel): Promise<Channel | undefined> {
  const [row] = await ctx.db
    .select()
    .from(channelAccounts)
    .where(and(eq(channelAccounts.brandId, ctx.scope.brandId), eq(channelAccounts.channel, channel)))
  return row
}

/** The same with its sealed keys. @throws AppError `no-sms-account`, `no-email-account` */
export async function requireChannel(ctx: BrandContext, channel: SideChannel): Promise<Channel> {
  const row = await findChannel(ctx, channel)
  if (!row) throw new AppError(channel === 'sms' ? 'no-sms-account' : 'no-email-account')
  return row
}

/** The channel that a callback address names, over all brands: a webhook knows nothing else when it arrives. */
export async function findChannelByWebhookKey(
  ctx: Pick<Context, 'db'>,
  webhookKey: string,
): Promise<Channel | undefined> {
  const [row] = await ctx.db.select().from(channelAccounts).where(eq(channelAccounts.webhookKey, webhookKey))
  return row
}

/** Opens the product token or the password; empty where there is none. Keep it out of every log. */
export const channelSecret = ({ secretSealed }: Pick<Channel, 'secretSealed'>): string =>
  secretSealed ? openText('channel_accounts.secret', secretSealed) : ''

/** The secret last part of a callback address: whoever knows it speaks for CM.com, because CM.com signs nothing. */
export function channelCallbackToken({ callbackTokenSealed }: Pick<Channel, 'callbackTokenSealed'>): string {
  if (!callbackTokenSealed) throw new Error('This channel is never called back')
  return openText('channel_accounts.callback_token', callbackTokenSealed)
}

/** The addresses that staff give to CM.com for SMS. Secret. */
export function smsCallbackUrls(channel: Channel): { statuses: string; messages: string } {
  const { PUBLIC_URL } = getSettings()
  const base = `${PUBLIC_URL}/api/webhooks/cm/${channel.webhookKey}/${channelCallbackToken(channel)}`
  return { statuses: `${base}/statuses`, messages: `${base}/messages` }
}

/** Keeps how the brand sends SMS. @throws AppError `not-allowed`, `invalid-input` without a token at the first time */
export async function saveSms(ctx: BrandContext, input: SaveSmsInput): Promise<void> {
  const { isSimulator, productToken, ...settings } = saveSmsInput.parse(input)
  await save(ctx, {
    channel: 'sms',
    isSimulator,
    settings: smsSettings.parse(settings),
    secret: productToken,
  })
}

/** Keeps how the brand sends e-mail. An empty password is none. @throws AppError `not-allowed` */
export async function saveEmail(ctx: BrandContext, input: SaveEmailInput): Promise<void> {
  const { isSimulator, password, ...settings } = saveEmailInput.parse(input)
  await save(ctx, {
    channel: 'email',
    isSimulator,
    settings: emailSettings.parse(settings),
    secret: password,
  })
}

type Saved = { channel: SideChannel; isSimulator: boolean; settings: object; secret: string | undefined }

async function save(ctx: BrandContext, { channel, isSimulator, settings, secret }: Saved): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  const sealed = secret ? sealText('channel_accounts.secret', secret) : null
  await inTransaction(ctx, async (ctx) => {
    const before = await findChannel(ctx, channel)
    if (channel === 'sms' && !sealed && !before?.secretSealed)
      throw new AppError('invalid-input', { field: 'productToken' })
    const secretSealed = secret === undefined ? (before?.secretSealed ?? null) : sealed
    const values = { isSimulator, settings, secretSealed, updatedAt: ctx.now }
    const id = before?.id ?? newId(ctx.now)
    if (before) {
      await ctx.db
        .update(channelAccounts)
        .set(values)
        .where(and(eq(channelAccounts.brandId, brandId), eq(channelAccounts.id, id)))
    } else {
      await ctx.db.insert(channelAccounts).values({
        ...values,
        brandId,
        id,
        channel,
        webhookKey: newCode(20),
        callbackTokenSealed:
          channel === 'sms' ? sealText('channel_accounts.callback_token', newCode(40)) : null,
        createdAt: ctx.now,
      })
    }
    await recordAudit(ctx, {
      brandId,
      action: `${channel}-account.save`,
      subjectType: 'channel-account',
      subjectId: id,
      details: { isSimulator, newSecret: secret !== undefined },
    })
  })
}

/**
 * Takes a channel away, its keys included. What was sent stays sent; reports and answers at its address are turned away
 * from now on.
 * @throws AppError `not-allowed`, `no-sms-account`, `no-email-account`
 */
export async function disconnectChannel(
  ctx: BrandContext,
  { channel }: { channel: SideChannel },
): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const { id } = await requireChannel(ctx, channel)
    await ctx.db
      .delete(channelAccounts)
      .where(and(eq(channelAccounts.brandId, brandId), eq(channelAccounts.id, id)))
    await recordAudit(ctx, {
      brandId,
      action: `${channel}-account.disconnect`,
      subjectType: 'channel-account',
      subjectId: id,
    })
  })
}
