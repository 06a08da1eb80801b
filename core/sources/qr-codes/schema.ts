import { z } from 'zod'
import { lookSchema } from './design/schema'

/** What stands in the chat before the code. A message is not an opt-in: it is answered with the page. */
export const chatWordsSchema = z.string().trim().min(1).max(60)

/** What a code is for; for a chat the page is what the chat is answered with. */
export const targetShape = {
  kind: z.enum(['page', 'chat', 'meta']).default('page'),
  landingPageId: z.uuid(),
  chatWords: chatWordsSchema.optional(),
}

export const labelSchema = z.string().trim().min(1).max(80)
export const noteSchema = z.string().trim().max(200)

export const createQrCodeInput = z.object({
  /** Where it hangs, in staff's own words; once a brand. */
  label: labelSchema,
  note: noteSchema.default(''),
  ...targetShape,
})
export type CreateQrCodeInput = z.input<typeof createQrCodeInput>

export const repointQrCodeInput = z.object({ qrCodeId: z.uuid(), landingPageId: z.uuid() })
export type RepointQrCodeInput = z.input<typeof repointQrCodeInput>

export const expireQrCodeInput = z.object({
  qrCodeId: z.uuid(),
  /** The last day on which it works, in the brand's time zone; null for always. */
  lastDay: z.iso.date().nullable(),
})
export type ExpireQrCodeInput = z.input<typeof expireQrCodeInput>

export const drawQrCodeInput = z.object({ qrCodeId: z.uuid(), look: lookSchema })
export type DrawQrCodeInput = z.input<typeof drawQrCodeInput>

/** Pixels a side: a screen, 100 mm at 300 dpi, 200 mm at 300 dpi. */
export const pngSizes = [512, 1200, 2400] as const

export const qrFileInput = z.object({
  format: z.enum(['svg', 'png', 'pdf']),
  /** Of a PNG: pixels a side… */
  size: z.coerce.number().int().min(128).max(4800).default(1200),
  /** …and how many of them fit an inch, which says how large it prints. */
  dpi: z.coerce.number().int().min(72).max(1200).default(300),
})
