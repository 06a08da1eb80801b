import { holeOf, sizeOf } from '../drawing/rules'
import type { Correction, Look } from './schema'

/**
 * What printing asks of a code (ISO/IEC 18004 and what print shops live by): a white edge of four modules, dark on light at 4 to 1,
 * at least 20 mm and 0.4 mm a module, a logo on a fifth (Q) or a quarter (H) of it at most, read from ten times its width.
 */
export const leastContrast = 4
/** How much more light the ground must throw back than the modules: grade C of symbol contrast in ISO/IEC 15415. */
export const leastDifference = 0.4
export const leastWidthMm = 20
export const leastModuleMm = 0.4
/** The share of the area that a logo may cover. Below Q there is too little left to repair what it hides. */
export const mostCover: Record<Correction, number> = { L: 0, M: 0, Q: 0.2, H: 0.25 }
/** The share of a code that may be lost and still be read. */
export const repairs: Record<Correction, number> = { L: 0.07, M: 0.15, Q: 0.25, H: 0.3 }

const channel = (value: number) => {
  const share = value / 255
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16)),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How far two colours are apart (WCAG 2), 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

export const lookRules = ['dark-on-light', 'contrast', 'width', 'logo'] as const
export type LookRule = (typeof lookRules)[number]

export type LookCheck = {
  /** Rules that it breaks; with any of them no file is offered. */
  broken: LookRule[]
  contrast: number
  /** Modules a side, and how wide one is printed. */
  modules: number
  moduleMm: number
  /** The share that the logo covers; 0 without one. */
  cover: number
  /** At this width it may still be printed. */
  smallestMm: number
  /** From so far it can be read at the chosen width. */
  distanceMm: number
}

/** Measures a look against the rules, for what this code says. */
export function checkLook(look: Look, content: string): LookCheck {
  const modules = sizeOf(content, look.correction)
  const contrast = contrastOf(look.dark, look.light)
  const cover = look.logo ? (holeOf(modules) / modules) ** 2 : 0
  // Rounded up to what a print shop can be told.
  const smallestMm = Math.max(leastWidthMm, Math.ceil(modules * leastModuleMm))
  const broken: LookRule[] = []
  if (contrast < leastContrast) broken.push('contrast')
  if (luminance(look.light) - luminance(look.dark) < leastDifference) broken.push('dark-on-light')
  if (look.widthMm < smallestMm) broken.push('width')
  if (cover > mostCover[look.correction]) broken.push('logo')
  return {
    broken,
    contrast,
    modules,
    moduleMm: look.widthMm / modules,
    cover,
    smallestMm,
    distanceMm: look.widthMm * 10,
  }
}
