import { z } from 'zod'

export const fontChoices = ['system', 'serif', 'rounded', 'narrow'] as const
export const cornerChoices = ['square', 'soft', 'round'] as const

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'invalid-input')
  .transform((value) => value.toUpperCase())

/** How a brand's public pages look, but for the logo, which is kept when it is uploaded. */
export const lookSchema = z.object({
  primary: colour,
  onPrimary: colour,
  ink: colour,
  onInk: colour,
  font: z.enum(fontChoices),
  corners: z.enum(cornerChoices),
})
export type Look = z.infer<typeof lookSchema>

/** A drawing is small; what is larger is a bitmap in disguise. */
export const maxDrawingBytes = 500_000
