import QRCode from 'qrcode'
import type { Correction, Look } from '../design/schema'

/**
 * A code as shapes, in modules, from its own top left corner; what the file, the sheet and the preview are all drawn from. Pure, and
 * safe in a browser.
 */
export type Symbol = {
  /** Modules a side: 21 for version 1, four more for each version. */
  size: number
  /** SVG path data, filled by the non-zero rule. */
  path: string
  /** The square in the middle that is left for the logo, in modules; 0 where there is none. */
  hole: number
}

/** The white edge that belongs to a code (ISO/IEC 18004), in modules. */
export const quietZone = 4
/** Where the frame stands, outside of the white edge. */
const frameWidth = 1.5

/** Modules a side of a code that says this. */
export const sizeOf = (content: string, correction: Correction): number =>
  QRCode.create(content, { errorCorrectionLevel: correction }).modules.size

/** The side of the hole for a logo: a quarter of the code, in whole modules around the middle one. */
export function holeOf(size: number): number {
  const side = Math.round(size * 0.24)
  return side % 2 === 1 ? side : side - 1
}

const isFinder = (row: number, column: number, size: number) =>
  (row < 7 && column < 7) || (row < 7 && column >= size - 7) || (row >= size - 7 && column < 7)

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`

/** A rectangle with round corners; `inner` runs the other way round, so that it cuts a hole. */
function plate(x: number, y: number, side: number, r: number, inner = false): string {
  const s = side - 2 * r
  if (r === 0) return inner ? `M${x} ${y}v${side}h${side}v${-side}z` : `M${x} ${y}h${side}v${side}h${-side}z`
  return inner
    ? `M${x} ${y + r}v${s}a${r} ${r} 0 0 0 ${r} ${r}h${s}a${r} ${r} 0 0 0 ${r} ${-r}v${-s}a${r} ${r} 0 0 0 ${-r} ${-r}h${-s}a${r} ${r} 0 0 0 ${-r} ${r}z`
    : `M${x + r} ${y}h${s}a${r} ${r} 0 0 1 ${r} ${r}v${s}a${r} ${r} 0 0 1 ${-r} ${r}h${-s}a${r} ${r} 0 0 1 ${-r} ${-r}v${-s}a${r} ${r} 0 0 1 ${r} ${-r}z`
}

/** A finder pattern: it is never covered, and stays one whole form in every shape, since a phone looks for it first. */
function finder(x: number, y: number, isRound: boolean): string {
  const [outer, inner, core] = isRound ? [1.6, 1, 0.8] : [0, 0, 0]
  return plate(x, y, 7, outer) + plate(x + 1, y + 1, 5, inner, true) + plate(x + 2, y + 2, 3, core)
}

/** Runs of dark modules in a row as one form each: fewer points, and no hairlines between neighbours. */
function run(x: number, y: number, length: number, isSoft: boolean): string {
  if (!isSoft) return `M${x} ${y}h${length}v1h${-length}z`
  const r = 0.36
  return `M${x + r} ${y}h${length - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${1 - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - length}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - 1}a${r} ${r} 0 0 1 ${r} ${-r}z`
}

/** Draws a code. */
export function symbolOf(content: string, look: Pick<Look, 'modules' | 'correction' | 'logo'>): Symbol {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: look.correction })
  const { size } = modules
  const hole = look.logo ? holeOf(size) : 0
  const start = (size - hole) / 2
  const isHole = (row: number, column: number) =>
    hole > 0 && row >= start && row < start + hole && column >= start && column < start + hole
  const isDark = (row: number, column: number) =>
    column < size && Boolean(modules.get(row, column)) && !isFinder(row, column, size) && !isHole(row, column)

  const isRound = look.modules !== 'square'
  let path = finder(0, 0, isRound) + finder(size - 7, 0, isRound) + finder(0, size - 7, isRound)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue
      if (look.modules === 'dots') {
        path += circle(column + 0.5, row + 0.5, 0.46)
        continue
      }
      const from = column
      while (isDark(row, column + 1)) column += 1
      path += run(from, row, column - from + 1, look.modules === 'soft')
    }
  }
  return { size, path, hole }
}

/** Modules from the edge of a drawing to the code: the white edge, and the frame where there is one. */
export const marginOf = (look: Pick<Look, 'frame'>): number =>
  quietZone + (look.frame === 'none' ? 0 : frameWidth)

/** The frame as path data around a symbol of this size, or nothing. A ring: inside of it stays light. */
export function framePath(size: number, frame: Look['frame']): string {
  if (frame === 'none') return ''
  const thick = frame === 'line' ? 0.4 : 1.2
  const outer = quietZone + frameWidth
  const side = size + 2 * outer
  return (
    plate(-outer, -outer, side, 2) +
    plate(thick - outer, thick - outer, side - 2 * thick, 2 - thick / 1.5, true)
  )
}

/**
 * The code as an SVG file: vector, without words (which would need a font at the printer's), as wide as it is to be printed.
 * @param logo an address for an image element, best a data URL; drawn where the look has a logo
 */
export function codeSvg(content: string, look: Look, logo?: string): string {
  const { size, path, hole } = symbolOf(content, look)
  const margin = marginOf(look)
  const side = size + 2 * margin
  const mm = Math.round((look.widthMm / size) * side * 100) / 100
  // A little air around the logo, so that no module touches it.
  const at = (size - hole) / 2 + 0.5
  const image =
    logo && hole > 0
      ? `<image x="${at}" y="${at}" width="${hole - 1}" height="${hole - 1}" href="${logo}" preserveAspectRatio="xMidYMid meet"/>`
      : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${mm}mm" height="${mm}mm" viewBox="${-margin} ${-margin} ${side} ${side}"><path fill="${look.light}" d="M${-margin} ${-margin}h${side}v${side}h${-side}z"/><path fill="${look.dark}" d="${framePath(size, look.frame)}${path}"/>${image}</svg>`
}
