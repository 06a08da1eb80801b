import { z } from 'zod'
import type { SideChannel } from '@/db/states'
import { emailSettings } from '../email/schema'

/** What is looked at when a channel is connected, in this order. */
export const channelSteps = {
  sms: ['token', 'sender', 'callback'],
  email: ['server', 'seal', 'sign-in', 'sender'],
} as const satisfies Record<SideChannel, readonly string[]>
export type ChannelStep = (typeof channelSteps)[SideChannel][number]

/**
 * What one step showed, in the same four states as for a number. `code` names the words in messages
 * (channels.verdicts.<step>.<code>).
 */
export type ChannelVerdict = {
  step: ChannelStep
  state: 'ok' | 'warning' | 'failed' | 'skipped'
  code: string
  params?: Record<string, string | number>
}

export const channelVerdict = (
  step: ChannelStep,
  state: ChannelVerdict['state'],
  code: string,
  params?: ChannelVerdict['params'],
): ChannelVerdict => ({ step, state, code, ...(params ? { params } : {}) })

const common = {
  isSimulator: z.boolean().default(false),
  /** Staff read what was not right and want it kept all the same. */
  saveAnyway: z.boolean().default(false),
}

export const connectSmsSchema = z.object({
  ...common,
  sender: z
    .string()
    .trim()
    .transform((text) =>
      /^[+\d\s().-]+$/.test(text) ? text.replace(/[\s().-]/g, '').replace(/^00/, '+') : text,
    )
    .pipe(
      z.union(
        [z.string().regex(/^\+[1-9]\d{6,14}$/), z.string().regex(/^(?=.*[A-Za-z])[A-Za-z0-9 .&-]{1,11}$/)],
        'sms-sender-invalid',
      ),
    ),
  /** Left empty, the one that is kept already stays. */
  productToken: z
    .string()
    .trim()
    .optional()
    .transform((text) => (text === '' ? undefined : text))
    .pipe(z.guid('guid-invalid').optional()),
})
export type ConnectSmsInput = z.input<typeof connectSmsSchema>
export type ConnectSms = z.output<typeof connectSmsSchema>

export const connectEmailSchema = z.object({
  ...common,
  ...emailSettings.shape,
  host: z
    .string()
    .trim()
    .pipe(z.hostname('host-invalid').or(z.ipv4('host-invalid'))),
  port: z.coerce
    .number('invalid-input')
    .int('invalid-input')
    .min(1, 'invalid-input')
    .max(65_535, 'invalid-input'),
  fromAddress: z.string().trim().pipe(z.email('email-invalid').max(320)),
  fromName: z.string().trim().min(1, 'invalid-input').max(100, 'invalid-input'),
  /** Left empty, the one that is kept already stays. */
  password: z
    .string()
    .max(1_000)
    .optional()
    .transform((text) => (text === '' ? undefined : text)),
})
export type ConnectEmailInput = z.input<typeof connectEmailSchema>
export type ConnectEmail = z.output<typeof connectEmailSchema>

export type ChannelReport = { verdicts: ChannelVerdict[] }
export type ChannelConnected = ChannelReport & {
  /** False when something was not right and staff did not ask to keep it all the same: then nothing was saved. */
  isSaved: boolean
  /** SMS only, and only this once: the addresses to give to CM.com. */
  callbackUrls?: { statuses: string; messages: string }
}

export const testSmsSchema = z.object({ to: z.string().trim().min(1, 'phone-missing') })

/** What came of a test: taken by the other end, or why not. `unknown` may have arrived. */
export type TestOutcome = { kind: 'accepted' | 'refused' | 'unknown'; reason: string; to: string }
