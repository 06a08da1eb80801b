import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from './cx'

/**
 * A ruled strip of figures; on a phone two a row. Wrapped tiles each draw a line above and before themselves; those at the
 * edges lie one pixel outside and are cut off, whatever the number of tiles and columns.
 */
export function StatStrip({ children, dense = false }: { children: ReactNode; dense?: boolean }) {
  return (
    <div
      className={cx(
        'flex overflow-clip border-b border-border *:min-w-0 *:grow *:basis-0 *:-ms-px *:border-s *:border-border',
        'phone:grid phone:grid-cols-2 phone:*:-mt-px phone:*:border-t',
        dense &&
          'max-[1100px]:grid max-[1100px]:grid-cols-3 max-[1100px]:*:-mt-px max-[1100px]:*:border-t phone:grid-cols-2',
      )}
    >
      {children}
    </div>
  )
}

type StatTileProps = {
  label: ReactNode
  /** A mark left of the label. */
  icon?: ReactNode
  value: ReactNode
  /** How it moved, in words and figures (`+11 %`); the arrow follows `direction`. */
  change?: ReactNode
  direction?: 'up' | 'down' | 'level'
  /** Good or bad is by meaning, not by direction. */
  meaning?: 'good' | 'bad' | 'neutral'
  /** What it was before, or out of how many. */
  before?: ReactNode
  size?: 'large' | 'small'
  /** The chosen tile drives the chart below. */
  isChosen?: boolean
  href?: string
}

const arrows = { up: ArrowUpRight, down: ArrowDownRight, level: ArrowRight }
const meanings = { good: 'text-success', bad: 'text-danger', neutral: 'text-muted' }

/** A figure with its comparison or denominator. */
export function StatTile(props: StatTileProps) {
  const { direction = 'level', meaning = 'neutral', size = 'large' } = props
  const Arrow = arrows[direction]
  const body = (
    <>
      <span className="flex items-center gap-1.5 truncate text-dense text-muted">
        {props.icon}
        {props.label}
      </span>
      <span className={cx('block truncate', size === 'large' ? 'text-figure' : 'text-figure-small')}>
        {props.value}
      </span>
      {(props.change !== undefined || props.before !== undefined) && (
        <span className="flex flex-wrap items-center gap-x-1.5 text-caption text-muted">
          {props.change !== undefined && (
            <span className={cx('inline-flex items-center gap-1 font-strong', meanings[meaning])}>
              <Arrow className="size-3.5" aria-hidden="true" />
              {props.change}
            </span>
          )}
          {props.before}
        </span>
      )}
    </>
  )
  const frame = cx(
    'relative block px-6 phone:px-4',
    size === 'large' ? 'py-3' : 'py-2.5 px-4',
    props.isChosen &&
      'bg-background before:absolute before:inset-x-0 before:top-0 before:h-0.5 before:bg-accent',
  )
  return props.href ? (
    <Link
      href={props.href}
      scroll={false}
      aria-current={props.isChosen ? 'true' : undefined}
      className={cx(frame, 'hover:bg-wash')}
    >
      {body}
    </Link>
  ) : (
    <div className={frame}>{body}</div>
  )
}
