import { cx } from './cx'

type BarPart = { key: string; value: number; className: string; label?: string }

/** One bar whose parts add up to `total`. Decorative: the figures stand beside it in words. */
export function Bar({
  parts,
  total,
  className = 'h-1.5',
}: {
  parts: BarPart[]
  total: number
  className?: string
}) {
  return (
    <div
      className={cx('flex w-full gap-px overflow-hidden rounded-bar bg-surface-secondary', className)}
      aria-hidden="true"
    >
      {parts.map(
        (part) =>
          part.value > 0 && (
            <span
              key={part.key}
              title={part.label}
              className={part.className}
              style={{ width: `${(part.value / Math.max(total, 1)) * 100}%` }}
            />
          ),
      )}
    </div>
  )
}
