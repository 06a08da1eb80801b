import { z } from 'zod'

export const createQrCodeInput = z.object({
  /** Where it hangs, in staff's own words; once a brand. */
  label: z.string().trim().min(1).max(80),
  landingPageId: z.uuid(),
})
export type CreateQrCodeInput = z.input<typeof createQrCodeInput>

export const repointQrCodeInput = z.object({ qrCodeId: z.uuid(), landingPageId: z.uuid() })
export type RepointQrCodeInput = z.input<typeof repointQrCodeInput>

/** Pixels a side: a screen, 100 mm at 300 dpi, 200 mm at 300 dpi. */
export const pngSizes = [512, 1200, 2400] as const

export const qrFileInput = z.object({
  format: z.enum(['svg', 'png']),
  size: z.coerce.number().int().min(128).max(4096).default(1200),
})
