export type Mark = { id: string; name: string; day: string; number: number }
export type PlacedMark = Mark & { side: 'left' | 'right' | 'none' }

/** How wide a letter is, about, in pixels. */
const letter = 7

/**
 * Which marks are in view and on which side their names fit without touching a neighbour; a name that fits nowhere
 * is left to the table and the tooltip.
 */
export function placeMarks(
  marks: readonly Mark[],
  days: readonly string[],
  room: { width: number; isNarrow: boolean },
): PlacedMark[] {
  const inView = marks.filter((mark) => days.includes(mark.day))
  const perDay = room.width / days.length / letter
  let freeFrom = 0
  return inView.map((mark, index) => {
    if (room.isNarrow) return { ...mark, side: 'none' }
    const at = days.indexOf(mark.day)
    const nextAt = inView[index + 1] ? days.indexOf(inView[index + 1]?.day as string) : days.length + 1
    const needs = (mark.name.length + 4) / perDay
    if (at + needs < nextAt - 2 / perDay && at + needs <= days.length) {
      freeFrom = at + needs
      return { ...mark, side: 'right' }
    }
    if (at - needs > freeFrom) {
      freeFrom = at + 2 / perDay
      return { ...mark, side: 'left' }
    }
    freeFrom = at + 2 / perDay
    return { ...mark, side: 'none' }
  })
}

type ViewBox = { x?: number; y?: number }

/** A numbered circle above a dotted line, with the campaign's name where there is room. */
export function CampaignLabel({ mark, viewBox }: { mark: PlacedMark; viewBox: unknown }) {
  const { x = 0, y = 0 } = (viewBox ?? {}) as ViewBox
  const top = y - 12
  return (
    <g>
      <title>{`${mark.number} ${mark.name}`}</title>
      <circle cx={x} cy={top} r={8} fill="var(--surface)" stroke="var(--foreground)" strokeWidth={1} />
      <text x={x} y={top + 4} textAnchor="middle" fontSize={11} fontWeight={560} fill="var(--foreground)">
        {mark.number}
      </text>
      {mark.side !== 'none' && (
        <text
          x={mark.side === 'right' ? x + 13 : x - 13}
          y={top + 4}
          textAnchor={mark.side === 'right' ? 'start' : 'end'}
          fontSize={12}
          fontWeight={560}
          fill="var(--foreground)"
        >
          {mark.name}
        </text>
      )}
    </g>
  )
}
