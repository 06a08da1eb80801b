import type { ReactElement } from 'react'

type DayBarProps = {
  x?: number
  y?: number
  width?: number
  height?: number
  fill?: string
  payload?: { day?: string }
  /** The day that is not over: its bar is dashed. */
  today: string
}

/** A bar with a corner of 1, and a hair of space at the zero line. */
export function DayBar({
  x = 0,
  y = 0,
  width = 0,
  height = 0,
  fill,
  payload,
  today,
}: DayBarProps): ReactElement | null {
  const top = height < 0 ? y + height : y
  const tall = Math.abs(height)
  if (tall < 0.5) return null
  const unfinished = payload?.day === today
  return unfinished ? (
    <rect
      x={x + 0.5}
      y={top + 0.5}
      width={Math.max(width - 1, 1)}
      height={Math.max(tall - 1, 1)}
      rx={1}
      fill={fill}
      fillOpacity={0.12}
      stroke={fill}
      strokeDasharray="3 2"
    />
  ) : (
    <rect x={x} y={top} width={width} height={tall} rx={1} fill={fill} />
  )
}
