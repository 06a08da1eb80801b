import { z } from 'zod'

/** What is looked at when a number is connected, in this order. */
export const connectionSteps = ['token', 'permissions', 'number', 'subscription', 'webhook'] as const
export type ConnectionStep = (typeof connectionSteps)[number]

/** `skipped`: an earlier step has to be right first, or the provider has no such thing. */
export type VerdictState = 'ok' | 'warning' | 'failed' | 'skipped'

/** What one step showed. `code` names the words in messages (settings.connect.verdicts.<step>.<code>). */
export type Verdict = {
  step: ConnectionStep
  state: VerdictState
  code: string
  params?: Record<string, string | number>
}

export const connectionProviders = ['meta', 'cm', 'simulator'] as const
export type ConnectionProvider = (typeof connectionProviders)[number]

const id = z
  .string()
  .trim()
  .regex(/^\d{5,20}$/, 'id-invalid')
/** Left empty, the one that is kept already stays. */
const secret = z
  .string()
  .trim()
  .max(1_000, 'invalid-input')
  .transform((text) => (text === '' ? undefined : text))
  .optional()

const common = {
  /** The callback address that was opened for it. */
  connectionKey: z.string().min(1, 'connection-expired'),
  /** Staff read what was not right and want it kept all the same. */
  saveAnyway: z.boolean().default(false),
}
const graph = { ...common, wabaId: id, phoneNumberId: id, accessToken: secret, appSecret: secret }

/** What staff paste, by provider. */
export const connectionOptions = [
  z.object({ provider: z.literal('meta'), ...graph }),
  z.object({ provider: z.literal('simulator'), ...graph }),
  z.object({
    provider: z.literal('cm'),
    ...common,
    isSimulator: z.boolean().default(false),
    displayPhoneE164: z
      .string()
      .transform((text) => text.replace(/[\s().-]/g, '').replace(/^00/, '+'))
      .pipe(z.string().regex(/^\+\d{7,15}$/, 'phone-invalid')),
    verifiedName: z.string().trim().min(1, 'invalid-input').max(200, 'invalid-input'),
    templateNamespace: z.string().trim().min(1, 'invalid-input').max(200, 'invalid-input'),
    messagingLimitTier: z
      .string()
      .regex(/^TIER_(\d+K?|UNLIMITED)$/, 'invalid-input')
      .default('TIER_2K'),
    productToken: secret.pipe(z.guid('guid-invalid').optional()),
  }),
] as const
export const connectionSchema = z.discriminatedUnion('provider', connectionOptions)
export type ConnectionInput = z.input<typeof connectionSchema>
export type Connection = z.output<typeof connectionSchema>

/** What WhatsApp said of the number while it was tested. */
export type TestedNumber = {
  phoneE164: string
  verifiedName: string
  qualityRating: string
  messagingLimitTier: string
  status: string | null
  nameStatus: string | null
  throughput: string | null
  canSend: string | null
}

export type ConnectionReport = { verdicts: Verdict[]; number: TestedNumber | null }
