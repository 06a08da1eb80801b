import { z } from 'zod'

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/)

export const moduleShapes = ['square', 'soft', 'dots'] as const
export type ModuleShape = (typeof moduleShapes)[number]

/** How much of a code may be hidden and still be read: 7, 15, 25, 30 % (ISO/IEC 18004). */
export const corrections = ['L', 'M', 'Q', 'H'] as const
export type Correction = (typeof corrections)[number]

export const frames = ['none', 'line', 'plate'] as const
export type Frame = (typeof frames)[number]

/** Millimetres; the width of the code itself, without its white edge. */
export const widthsMm = { least: 10, most: 120 } as const
export const maxWords = 28

/** How a code is drawn and how wide it is printed. */
export const lookSchema = z.object({
  dark: colour,
  light: colour,
  modules: z.enum(moduleShapes),
  correction: z.enum(corrections),
  /** The brand's logo in the middle. */
  logo: z.boolean(),
  frame: z.enum(frames),
  /** Above the code; says what scanning brings. */
  words: z.string().trim().max(maxWords),
  widthMm: z.number().int().min(widthsMm.least).max(widthsMm.most),
})
export type Look = z.infer<typeof lookSchema>

/** Black on white, coarse, safe to print anywhere. */
export const plainLook: Look = {
  dark: '#17181a',
  light: '#ffffff',
  modules: 'square',
  correction: 'M',
  logo: false,
  frame: 'none',
  words: '',
  widthMm: 30,
}

export const saveDesignInput = z.object({ name: z.string().trim().min(1).max(60), look: lookSchema })
export type SaveDesignInput = z.input<typeof saveDesignInput>
