import type { BrandContext } from '../brands/scope'
import { type Channel, channelSecret, requireChannel } from './channels'
import { emailSettings } from './email/schema'
import { openSmtp } from './email/smtp'
import type { EmailProvider } from './email/types'
import { openCmSms } from './sms/cm'
import { smsSettings } from './sms/schema'
import type { SmsProvider } from './sms/types'

type Open = { fingerprint: string; provider: { close(): Promise<void> } }

const open = new Map<string, Open>()

/** What was opened for a channel, once a process and anew when its settings change. */
function keep<T extends { close(): Promise<void> }>(channel: Channel, openIt: () => T): T {
  const fingerprint = `${JSON.stringify(channel.settings)}|${channel.secretSealed?.toString('base64')}`
  const before = open.get(channel.id)
  if (before?.fingerprint === fingerprint) return before.provider as T
  const provider = openIt()
  if (before) void before.provider.close()
  open.set(channel.id, { fingerprint, provider })
  return provider
}

/** The brand's way to send SMS. @throws AppError `no-sms-account` */
export async function smsFor(ctx: BrandContext): Promise<SmsProvider> {
  const channel = await requireChannel(ctx, 'sms')
  return keep(channel, () =>
    openCmSms({ ...smsSettings.parse(channel.settings), productToken: channelSecret(channel) }),
  )
}

/** The brand's way to send e-mail. @throws AppError `no-email-account` */
export async function emailFor(ctx: BrandContext): Promise<EmailProvider> {
  const channel = await requireChannel(ctx, 'email')
  return keep(channel, () =>
    openSmtp({ ...emailSettings.parse(channel.settings), password: channelSecret(channel) }),
  )
}

/** Closes all connections, for the end of a process or a test. */
export async function closeChannels(): Promise<void> {
  const closing = [...open.values()].map(({ provider }) => provider.close())
  open.clear()
  await Promise.all(closing)
}
