/**
 * A small line of shares from 0 to 1, its last point marked. A gap (null) is bridged: the line is about the direction.
 * Decorative for screen readers, who get `label`.
 */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const points = values.flatMap((value, index) => (value === null ? [] : [{ x: index, value }]))
  const last = points.at(-1)
  if (!last) return <span className="text-muted">–</span>
  const width = 56
  const height = 20
  const step = (width - 6) / Math.max(values.length - 1, 1)
  // Shares move within a band: the line shows half of it, around where it is.
  const low = Math.min(...points.map((point) => point.value), 0.45)
  const high = Math.max(...points.map((point) => point.value), 0.95)
  const place = ({ x, value }: { x: number; value: number }) =>
    [2 + x * step, 3 + (1 - (value - low) / (high - low)) * (height - 6)] as const
  const [endX, endY] = place(last)
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      className="text-muted"
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--separator)" />
      <polyline
        points={points
          .map((point) =>
            place(point)
              .map((at) => at.toFixed(1))
              .join(','),
          )
          .join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      {points.slice(0, -1).map((point) => (
        <circle key={point.x} cx={place(point)[0]} cy={place(point)[1]} r="1" fill="currentColor" />
      ))}
      <circle cx={endX} cy={endY} r="2" fill="currentColor" />
    </svg>
  )
}
