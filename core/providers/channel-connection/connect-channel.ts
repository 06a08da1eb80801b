import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { requirePermission } from '../../staff/gate'
import { channelSecret, findChannel, requireChannel, saveEmail, saveSms, smsCallbackUrls } from '../channels'
import { cmApi, simulatorApi } from '../connection/prepare'
import { checkEmail, type EmailToCheck } from './check-email'
import { checkSms, type SmsToCheck } from './check-sms'
import {
  type ChannelConnected,
  type ChannelReport,
  type ChannelVerdict,
  type ConnectEmail,
  type ConnectEmailInput,
  type ConnectSms,
  type ConnectSmsInput,
  connectEmailSchema,
  connectSmsSchema,
} from './schema'

const mayBeSaved = (verdicts: readonly ChannelVerdict[], saveAnyway: boolean) =>
  saveAnyway || verdicts.every(({ state }) => state !== 'failed')

/** Tests what was pasted for SMS, a verdict a step. Sends and saves nothing. @throws AppError `not-allowed`, `secret-missing` */
export async function testSms(ctx: BrandContext, input: ConnectSmsInput): Promise<ChannelReport> {
  requirePermission(ctx, 'brand.write')
  return { verdicts: await checkSms(ctx, await prepareSms(ctx, connectSmsSchema.parse(input))) }
}

/**
 * Tests a way to send SMS and keeps it. Nothing is kept that was not right, unless `saveAnyway`; a token that was left
 * empty stays as it is.
 * @throws AppError `not-allowed`, `secret-missing`, `simulator-away`
 */
export async function connectSms(ctx: BrandContext, input: ConnectSmsInput): Promise<ChannelConnected> {
  requirePermission(ctx, 'brand.write')
  const sms = connectSmsSchema.parse(input)
  const prepared = await prepareSms(ctx, sms)
  const verdicts = await checkSms(ctx, prepared)
  if (!mayBeSaved(verdicts, sms.saveAnyway)) return { verdicts, isSaved: false }
  await saveSms(ctx, prepared)
  return { verdicts, isSaved: true, callbackUrls: smsCallbackUrls(await requireChannel(ctx, 'sms')) }
}

async function prepareSms(ctx: BrandContext, sms: ConnectSms): Promise<SmsToCheck> {
  const { isSimulator, sender, productToken } = sms
  const { apiBaseUrl } = isSimulator ? simulatorApi() : cmApi
  return {
    isSimulator,
    apiBaseUrl,
    sender,
    productToken: productToken ?? (await keptToken(ctx, isSimulator)),
  }
}

/** A kept token goes to whom it is of, and nowhere else. */
async function keptToken(ctx: BrandContext, isSimulator: boolean): Promise<string> {
  const kept = await findChannel(ctx, 'sms')
  if (kept?.isSimulator !== isSimulator) throw new AppError('secret-missing', { field: 'productToken' })
  return channelSecret(kept)
}

/** Tests what was pasted for e-mail, a verdict a step. Sends and saves nothing. @throws AppError `not-allowed`, `secret-missing`, `mail-unsealed` */
export async function testEmail(ctx: BrandContext, input: ConnectEmailInput): Promise<ChannelReport> {
  requirePermission(ctx, 'brand.write')
  return { verdicts: await checkEmail(await prepareEmail(ctx, connectEmailSchema.parse(input))) }
}

/**
 * Tests a mail server and keeps it. Nothing is kept that was not right, unless `saveAnyway`; a password that was left
 * empty stays as it is.
 * @throws AppError `not-allowed`, `secret-missing`, `mail-unsealed`
 */
export async function connectEmail(ctx: BrandContext, input: ConnectEmailInput): Promise<ChannelConnected> {
  requirePermission(ctx, 'brand.write')
  const email = connectEmailSchema.parse(input)
  const prepared = await prepareEmail(ctx, email)
  const verdicts = await checkEmail(prepared)
  if (!mayBeSaved(verdicts, email.saveAnyway)) return { verdicts, isSaved: false }
  await saveEmail(ctx, { ...prepared, isSimulator: email.isSimulator })
  return { verdicts, isSaved: true }
}

const thisMachine = new Set(['localhost', '127.0.0.1'])

async function prepareEmail(ctx: BrandContext, email: ConnectEmail): Promise<EmailToCheck> {
  const { isSimulator: _simulator, saveAnyway: _anyway, password, ...settings } = email
  if (settings.security === 'none' && !thisMachine.has(settings.host)) {
    throw new AppError('mail-unsealed', { field: 'security' })
  }
  if (!settings.username) return { ...settings, password: '' }
  return { ...settings, password: password ?? (await keptPassword(ctx, settings)) }
}

/** A kept password goes to the server and the name it was given for, and nowhere else. */
async function keptPassword(
  ctx: BrandContext,
  { host, username }: Pick<ConnectEmail, 'host' | 'username'>,
): Promise<string> {
  const kept = await findChannel(ctx, 'email')
  const before = kept?.settings as { host?: string; username?: string } | undefined
  if (!kept?.secretSealed || before?.host !== host || before.username !== username) {
    throw new AppError('secret-missing', { field: 'password' })
  }
  return channelSecret(kept)
}
