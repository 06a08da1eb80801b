/** A colour with its share of cover: each of `rgb` 0 to 255, `alpha` 0 to 1. */
export type Colour = { rgb: [number, number, number]; alpha: number }

const words: Record<string, Colour> = {
  transparent: { rgb: [0, 0, 0], alpha: 0 },
  black: { rgb: [0, 0, 0], alpha: 1 },
  white: { rgb: [255, 255, 255], alpha: 1 },
}

/** A colour as style sheets of ours write it: `#rgb`, `#rrggbb`, with or without alpha, `rgb()`, `rgba()`. Else null. */
export function readColour(text: string): Colour | null {
  const value = text.trim().toLowerCase()
  const known = words[value]
  if (known) return known
  const short = /^#([0-9a-f]{3,4})$/.exec(value)?.[1]
  const hex = short
    ? [...short].map((digit) => digit + digit).join('')
    : /^#([0-9a-f]{6,8})$/.exec(value)?.[1]
  if (hex && (hex.length === 6 || hex.length === 8)) {
    const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
    return { rgb: [part(0), part(2), part(4)], alpha: hex.length === 8 ? part(6) / 255 : 1 }
  }
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter((part) => part !== '')
  const [red, green, blue, alpha = 1] = (parts ?? []).map((part) =>
    part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : Number(part),
  )
  if (red === undefined || green === undefined || blue === undefined) return null
  if ([red, green, blue, alpha].some(Number.isNaN)) return null
  return { rgb: [red, green, blue], alpha }
}

/** What is seen where one colour lies over another. */
export function layOver(top: Colour, under: Colour): Colour {
  const mix = (at: 0 | 1 | 2) => top.rgb[at] * top.alpha + under.rgb[at] * (1 - top.alpha)
  return { rgb: [mix(0), mix(1), mix(2)], alpha: Math.max(under.alpha, top.alpha) }
}

const channel = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const luminance = ({ rgb: [red, green, blue] }: Colour) =>
  0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)

/** WCAG 2 contrast of two colours that cover fully, 1 to 21. */
export function contrastOf(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
