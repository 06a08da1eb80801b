'use server'

import { refresh } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import {
  connectEmail,
  connectSms,
  testEmail,
  testSms,
} from '@/core/providers/channel-connection/connect-channel'
import {
  connectEmailSchema,
  connectSmsSchema,
  testSmsSchema,
} from '@/core/providers/channel-connection/schema'
import { sendTestEmail, sendTestSms } from '@/core/providers/channel-connection/send-test'
import {
  connectSimulatorEmail,
  connectSimulatorSms,
} from '@/core/providers/channel-connection/simulator-channel'
import { disconnectChannel } from '@/core/providers/channels'
import { locales, sideChannels } from '@/db/states'

const brand = { brand: z.string() }
const ofChannel = z.object({ ...brand, channel: z.enum(sideChannels) })
const readLocale = async () => z.enum(locales).parse(await getLocale())

// What was pasted goes in; only verdicts come out.
export const trySms = brandAction
  .inputSchema(connectSmsSchema.extend(brand))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => testSms(ctx.brandCtx, input))

export const saveSms = brandAction
  .inputSchema(connectSmsSchema.extend(brand))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => connectSms(ctx.brandCtx, input))

export const tryEmail = brandAction
  .inputSchema(connectEmailSchema.extend(brand))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => testEmail(ctx.brandCtx, input))

export const saveEmail = brandAction
  .inputSchema(connectEmailSchema.extend(brand))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => connectEmail(ctx.brandCtx, input))

export const toSimulator = brandAction
  .inputSchema(ofChannel)
  .action(async ({ parsedInput: { channel }, ctx }) => {
    const connected = await (channel === 'sms' ? connectSimulatorSms : connectSimulatorEmail)(ctx.brandCtx)
    refresh()
    return { isSaved: connected.isSaved, verdicts: connected.verdicts }
  })

export const disconnect = brandAction
  .inputSchema(ofChannel)
  .action(async ({ parsedInput: { channel }, ctx }) => {
    await disconnectChannel(ctx.brandCtx, { channel })
    refresh()
  })

export const sendSms = brandAction
  .inputSchema(testSmsSchema.extend(brand))
  .action(async ({ parsedInput: { to }, ctx }) => {
    const outcome = await sendTestSms(ctx.brandCtx, { to, locale: await readLocale() })
    refresh()
    return outcome
  })

export const sendMail = brandAction.inputSchema(z.object(brand)).action(async ({ ctx }) => {
  const outcome = await sendTestEmail(ctx.brandCtx, { locale: await readLocale() })
  refresh()
  return outcome
})
