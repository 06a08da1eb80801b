import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from './cx'

type PageHeaderProps = {
  title: ReactNode
  /** Where this page belongs. */
  parent?: { href: string; label: string }
  /** State chips, right of the title. */
  chips?: ReactNode
  /** A quiet remark right of the chips: a rate, a date. */
  note?: ReactNode
  /** At most one primary button among them. */
  actions?: ReactNode
  /** On a phone the top bar says enough: keep the heading for screen readers only. */
  hideOnPhone?: boolean
}

/** The head of a sheet: 56 high, title, state, actions. */
export function PageHeader({ title, parent, chips, note, actions, hideOnPhone }: PageHeaderProps) {
  return (
    <header
      className={cx(
        'flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-6 py-2 phone:px-4',
        hideOnPhone && 'phone:min-h-0 phone:border-0 phone:p-0',
      )}
    >
      {parent && (
        <Link
          href={parent.href}
          className="flex items-center gap-2 text-control text-muted hover:text-foreground phone:w-full"
        >
          {parent.label}
          <ChevronRight className="size-4" aria-hidden="true" />
        </Link>
      )}
      <h1 className={cx('min-w-0 text-title wrap-anywhere', hideOnPhone && 'phone:sr-only')}>{title}</h1>
      {chips}
      {note && <div className="text-control text-muted phone:hidden">{note}</div>}
      {actions && (
        <div
          className={cx(
            'ms-auto flex flex-wrap items-center gap-2 phone:ms-0',
            hideOnPhone && 'phone:hidden',
          )}
        >
          {actions}
        </div>
      )}
    </header>
  )
}

type SectionProps = {
  title?: ReactNode
  /** A number or remark beside the title. */
  note?: ReactNode
  /** Right of the title: a link, a legend. */
  aside?: ReactNode
  children: ReactNode
  className?: string
  /** No rule below: the last section, or one beside another. */
  last?: boolean
}

/** A part of the sheet, closed by a hairline. */
export function Section({ title, note, aside, children, className, last }: SectionProps) {
  return (
    <section className={cx('px-6 py-4 phone:px-4', !last && 'border-b border-border', className)}>
      {title && (
        <div className="mb-3 flex flex-wrap items-baseline gap-x-2 gap-y-1">
          <h2 className="text-section">{title}</h2>
          {note !== undefined && <span className="text-control text-muted">{note}</span>}
          {aside && <div className="ms-auto text-control">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** The sheet's body in two: what flows left, and a column of 336 behind a hairline. Below 1100 px the column moves under it. */
export function Columns({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className="grid grow grid-cols-[minmax(0,1fr)_368px] max-[1100px]:grid-cols-1">
      <div className="min-w-0">{children}</div>
      <aside className="min-w-0 border-s border-border max-[1100px]:border-s-0 max-[1100px]:border-t">
        {side}
      </aside>
    </div>
  )
}

/** The foot of a flow: sticks to the bottom (on a phone to the tab bar), 60 high, the committing button at the right. */
export function FlowFoot({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 mt-auto flex min-h-15 flex-wrap items-center justify-end gap-2 border-t border-border bg-surface px-6 py-2 phone:bottom-[calc(4rem+env(safe-area-inset-bottom))] phone:px-4">
      {children}
    </div>
  )
}

/** Nothing here: why, and the one thing to do about it. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 px-6 py-8 phone:px-4">
      <span className="size-6 rounded-chip border-[1.5px] border-field-border" aria-hidden="true" />
      <p className="max-w-[52ch] text-body text-muted">{children}</p>
      {action}
    </div>
  )
}

/** Facts with their names: a ruled list of label and value. */
export function Facts({ items }: { items: { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl>
      {items.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed for a page, its place is its identity
          key={index}
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,5fr)] gap-x-4 border-b border-separator py-2.25 text-control last:border-0 phone:grid-cols-1"
        >
          <dt className="text-muted">{item.label}</dt>
          <dd className="wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
