'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cx } from '../ui/cx'
import { isInside, type NavItem, railFoot, railGroups } from './nav'

function RailLink({ item, brand, count = 0 }: { item: NavItem; brand: string; count?: number }) {
  const t = useTranslations('nav')
  const isCurrent = isInside(usePathname(), brand, item)
  const word = t(item.key)
  return (
    <li>
      <Link
        href={`/${brand}${item.path}`}
        aria-current={isCurrent ? 'page' : undefined}
        className={cx(
          'group relative flex h-8.5 items-center gap-2.5 rounded-sheet border px-2 text-body narrow:justify-center narrow:px-0',
          isCurrent
            ? 'border-border bg-surface font-heavy text-foreground'
            : 'border-transparent text-muted hover:bg-wash hover:text-foreground',
        )}
      >
        <item.Icon
          className={cx('size-4.5 shrink-0 stroke-[1.6]', isCurrent && 'text-accent')}
          aria-hidden="true"
        />
        <span className="truncate narrow:sr-only">{word}</span>
        {count > 0 && (
          <span className="ms-auto text-control font-normal text-muted narrow:absolute narrow:end-0.5 narrow:top-0 narrow:text-key">
            {count > 99 ? '99+' : count}
            <span className="sr-only"> {t('waiting')}</span>
          </span>
        )}
        {/* The same word for pointers where the rail shows icons only. */}
        <span
          aria-hidden="true"
          className="pointer-events-none absolute start-full z-30 ms-2 hidden rounded-chip bg-foreground px-2 py-1 text-caption whitespace-nowrap text-background narrow:group-hover:block narrow:group-focus-visible:block"
        >
          {word}
        </span>
      </Link>
    </li>
  )
}

type RailProps = {
  brand: string
  /** The brand switcher. */
  head: ReactNode
  /** What is left of the 24-hour limit. */
  limit: ReactNode
  showsSimulator: boolean
  /** How many things wait, by the key of the place. */
  counts: Readonly<Record<string, number>>
}

/** The way around: 208 wide, 56 on a tablet, none on a phone. */
export function Rail({ brand, head, limit, showsSimulator, counts }: RailProps) {
  const t = useTranslations('nav')
  const foot = railFoot.filter((item) => showsSimulator || item.key !== 'simulator')
  return (
    <div className="sticky top-0 flex h-dvh w-(--rail) shrink-0 flex-col px-3 py-3 narrow:px-2 phone:hidden">
      {head}
      <nav
        aria-label={t('main')}
        className="mt-4 flex min-h-0 grow flex-col overflow-y-auto narrow:overflow-visible"
      >
        {railGroups.map((group) => (
          <ul key={group[0]?.key} className="mb-3.5">
            {group.map((item) => (
              <RailLink key={item.key} item={item} brand={brand} count={counts[item.key]} />
            ))}
          </ul>
        ))}
        <div className="mt-auto">{limit}</div>
        <ul className="mt-3">
          {foot.map((item) => (
            <RailLink key={item.key} item={item} brand={brand} />
          ))}
        </ul>
      </nav>
    </div>
  )
}
