import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type TabLink = { href: string; label: ReactNode; count?: ReactNode; isCurrent: boolean }

/** Views of one thing, each with its own address. 40 high, under the page header. */
export function Tabs({ label, items }: { label: string; items: TabLink[] }) {
  return (
    <nav aria-label={label} className="flex gap-5 overflow-x-auto border-b border-border px-6 phone:px-4">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.isCurrent ? 'page' : undefined}
          className={cx(
            '-mb-px flex h-10 items-center gap-1.5 border-b-2 text-control whitespace-nowrap',
            item.isCurrent
              ? 'border-accent font-heavy'
              : 'border-transparent text-muted hover:text-foreground',
          )}
        >
          {item.label}
          {item.count !== undefined && <span className="font-normal text-muted">{item.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** A choice among a few, each with its own address: periods, languages. */
export function Segments({ label, items }: { label: string; items: Omit<TabLink, 'count'>[] }) {
  return (
    <nav aria-label={label} className="flex rounded-sheet bg-surface-secondary p-0.5">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          scroll={false}
          aria-current={item.isCurrent ? 'true' : undefined}
          className={cx(
            'flex h-7 items-center rounded-chip px-2.5 text-control whitespace-nowrap phone:h-10',
            item.isCurrent
              ? 'bg-segment font-heavy shadow-[0_0_0_1px_var(--border)]'
              : 'text-muted hover:text-foreground',
          )}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
