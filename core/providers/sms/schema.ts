import { z } from 'zod'

/** How a brand sends SMS. Fit for a browser: the product token is not in it. */
export const smsSettings = z.object({
  /** `https://gw.cmtelecom.com`, or a stand-in. */
  apiBaseUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  /** A number with its plus, or a name of at most 11 letters and digits. */
  sender: z.union([
    z.string().regex(/^\+[1-9]\d{6,14}$/),
    z.string().regex(/^(?=.*[A-Za-z])[A-Za-z0-9 .&-]{1,11}$/),
  ]),
})
export type SmsSettings = z.infer<typeof smsSettings>

export const saveSmsInput = smsSettings.extend({
  isSimulator: z.boolean(),
  /** CM.com's own form of a key: a GUID with hyphens. Left out: the one that is kept stays. */
  productToken: z.guid().optional(),
})
export type SaveSmsInput = z.input<typeof saveSmsInput>
