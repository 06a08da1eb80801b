import { z } from 'zod'

/** How a brand sends e-mail. Fit for a browser: the password is not in it. */
export const emailSettings = z.object({
  host: z.hostname().or(z.ipv4()),
  port: z.coerce.number().int().min(1).max(65_535),
  /** `tls` from the first byte (465), `starttls` after a greeting (587), `none` only to this machine. */
  security: z.enum(['tls', 'starttls', 'none']),
  username: z.string().trim().max(320),
  fromAddress: z.email().max(320),
  fromName: z.string().trim().min(1).max(100),
})
export type EmailSettings = z.infer<typeof emailSettings>

const thisMachine = new Set(['localhost', '127.0.0.1'])

export const saveEmailInput = emailSettings
  .extend({
    isSimulator: z.boolean(),
    /** Left out: the one that is kept stays. */
    password: z.string().max(1_000).optional(),
  })
  .refine(({ security, host }) => security !== 'none' || thisMachine.has(host), {
    path: ['security'],
    message: 'Mail crosses a network sealed or not at all',
  })
export type SaveEmailInput = z.input<typeof saveEmailInput>
