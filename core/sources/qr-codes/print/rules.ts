import { leastWidthMm } from '../design/rules'
import { quietZone } from '../drawing/rules'

/**
 * The sheets that codes are printed on, in millimetres. A cell is what is cut out (or peeled off); a sheet has room around it for
 * crop marks where a print shop cuts. Safe in a browser.
 */
export type Cell = { x: number; y: number; width: number; height: number }
export type PrintLayout = {
  page: { width: number; height: number }
  cells: Cell[]
  /** How a cell is filled. */
  card: 'poster' | 'tent' | 'strip' | 'label'
  /** Colour goes over the edge so far, so that a cut beside the line shows no white. */
  bleed: number
  cropMarks: boolean
  /** How much wider a code is than its design says: larger sheets are read from further away. */
  codeScale: number
}

/** Room for crop marks around the cells of a sheet. */
const marksMm = 10
const bleedMm = 3

function grid(
  columns: number,
  rows: number,
  cell: { width: number; height: number },
  at = { x: 0, y: 0 },
  gap = 0,
): Cell[] {
  return Array.from({ length: columns * rows }, (_, index) => ({
    ...cell,
    x: at.x + (index % columns) * (cell.width + gap),
    y: at.y + Math.floor(index / columns) * (cell.height + gap),
  }))
}

/** So many posters side by side on a sheet that is cut. */
function posters(
  columns: number,
  rows: number,
  width: number,
  height: number,
  codeScale: number,
): PrintLayout {
  // Between two posters there is room for the bleed of both.
  const gap = 2 * bleedMm
  const cells = grid(columns, rows, { width, height }, { x: marksMm, y: marksMm }, gap)
  const side = (count: number, length: number) => count * length + (count - 1) * gap + 2 * marksMm
  const page = { width: side(columns, width), height: side(rows, height) }
  return { page, cells, card: 'poster', bleed: bleedMm, cropMarks: true, codeScale }
}

const a4 = { width: 210, height: 297 }

export const printLayoutNames = ['a6', 'a5', 'a4', 'a3', 'tent', 'shelf', 'labels12', 'labels24'] as const
export type PrintLayoutName = (typeof printLayoutNames)[number]

export const printLayouts: Record<PrintLayoutName, PrintLayout> = {
  a6: posters(2, 2, 105, 148, 1),
  a5: posters(2, 1, 148, 210, 1.4),
  a4: posters(1, 1, 210, 297, 2),
  a3: posters(1, 1, 297, 420, 2.8),
  // Two faces, folded back to back; what is left over is the foot.
  tent: {
    page: a4,
    cells: [{ x: 0, y: 0, width: 210, height: 297 }],
    card: 'tent',
    bleed: 0,
    cropMarks: false,
    codeScale: 1.4,
  },
  shelf: {
    page: a4,
    cells: grid(1, 6, { width: 190, height: 42 }, { x: 10, y: 12 }, 4),
    card: 'strip',
    bleed: 2,
    cropMarks: true,
    codeScale: 1,
  },
  // As they are sold: 63.5 by 72 mm and 70 by 37 mm on A4.
  labels12: {
    page: a4,
    cells: grid(3, 4, { width: 63.5, height: 72 }, { x: 7.25, y: 4.5 }, 0).map((cell, index) => ({
      ...cell,
      x: cell.x + (index % 3) * 2.5,
    })),
    card: 'label',
    bleed: 0,
    cropMarks: false,
    codeScale: 1,
  },
  labels24: {
    page: a4,
    cells: grid(3, 8, { width: 70, height: 37 }, { x: 0, y: 0.5 }),
    card: 'label',
    bleed: 0,
    cropMarks: false,
    codeScale: 1,
  },
}

/** One code on a sheet of its own. */
export const onePoster: PrintLayout = posters(1, 1, 105, 148, 1)

/** What stays free between the edge of a cell and what stands on it. */
export const paddingOf = (card: PrintLayout['card']): number =>
  ({ poster: 8, tent: 8, strip: 3, label: 2 })[card]

/** The most that a code's square, white edge included, may take of a cell. */
function roomFor({ card, cells: [cell] }: PrintLayout): number {
  if (!cell) return 0
  const inner = { width: cell.width - 2 * paddingOf(card), height: cell.height - 2 * paddingOf(card) }
  // A third of a poster is its head, and words stand beside and below.
  if (card === 'poster') return Math.min(inner.width * 0.68, cell.height * 0.4)
  if (card === 'tent') return 62
  return inner.width > inner.height * 1.3
    ? Math.min(inner.height, inner.width * 0.55)
    : Math.min(inner.width * 0.72, inner.height * 0.55)
}

/**
 * How wide a code becomes on a sheet, its white edge not counted.
 * @param modules modules a side
 * @returns undefined where it would be smaller there than may be printed
 */
export function codeWidthOn(
  layout: PrintLayout,
  { widthMm, modules, smallestMm }: { widthMm: number; modules: number; smallestMm: number },
): number | undefined {
  const most = (roomFor(layout) * modules) / (modules + 2 * quietZone)
  const width = Math.min(widthMm * layout.codeScale, most)
  return width >= Math.max(leastWidthMm, smallestMm) ? Math.round(width * 10) / 10 : undefined
}

/** Sheets that so many codes take. */
export const pagesOf = (layout: PrintLayout, codes: number): number => Math.ceil(codes / layout.cells.length)
