'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { cx } from '../ui/cx'
import { BrandTile } from '../ui/marks'
import { isInside, railFoot, tabs } from './nav'

type TopBarProps = { brand: { slug: string; name: string }; note: ReactNode; children: ReactNode }

/** A phone's head: whose this is, and the way to look for something. */
export function PhoneTopBar({ brand, note, children }: TopBarProps) {
  return (
    <header className="sticky top-0 z-20 hidden h-14 items-center gap-2.5 border-b border-border bg-background px-4 phone:flex">
      <Link href={`/${brand.slug}`} className="flex min-w-0 items-center gap-2.5">
        <BrandTile className="size-7" />
        <span className="min-w-0">
          <span className="block truncate text-body font-heavy">{brand.name}</span>
          <span className="block truncate text-caption text-muted">{note}</span>
        </span>
      </Link>
      {children}
    </header>
  )
}

/** The two places that share a tab, side by side above the page. */
export function PhoneSiblings({ brand }: { brand: string }) {
  const t = useTranslations('nav')
  const pathname = usePathname()
  const tab = tabs.find(
    ({ items }) => items.length > 1 && items.some((item) => pathname === `/${brand}${item.path}`),
  )
  if (!tab) return null
  return (
    <nav aria-label={t(tab.key)} className="hidden gap-5 border-b border-border px-4 phone:flex">
      {tab.items.map((item) => {
        const isCurrent = isInside(pathname, brand, item)
        return (
          <Link
            key={item.key}
            href={`/${brand}${item.path}`}
            aria-current={isCurrent ? 'page' : undefined}
            className={cx(
              '-mb-px flex h-11 items-center border-b-2 text-body',
              isCurrent ? 'border-accent font-heavy' : 'border-transparent text-muted',
            )}
          >
            {t(item.key)}
          </Link>
        )
      })}
    </nav>
  )
}

type TabBarProps = { brand: string; showsSimulator: boolean; more: ReactNode }

const tabClass = (isCurrent: boolean) =>
  cx(
    'flex h-16 cursor-pointer flex-col items-center justify-center gap-1 text-caption',
    isCurrent ? 'font-heavy text-accent' : 'text-muted',
  )

/** A phone's foot: five places; More opens the rest above it. */
export function PhoneTabBar({ brand, showsSimulator, more }: TabBarProps) {
  const t = useTranslations('nav')
  const pathname = usePathname()
  const [isOpen, setOpen] = useState(false)
  const foot = railFoot.filter((item) => showsSimulator || item.key !== 'simulator')
  const isMore = foot.some((item) => isInside(pathname, brand, item))
  // Going somewhere closes the list, whichever way one went.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is the signal
  useEffect(() => setOpen(false), [pathname])
  return (
    <div className="fixed inset-x-0 bottom-0 z-20 hidden border-t border-border bg-background pb-[env(safe-area-inset-bottom)] phone:block">
      {isOpen && (
        <div id="more-places" className="border-b border-border bg-surface px-4 py-2">
          <ul>
            {foot.map((item) => (
              <li key={item.key}>
                <Link
                  href={`/${brand}${item.path}`}
                  className="flex h-12 items-center gap-3 border-b border-separator text-body"
                >
                  <item.Icon className="size-5 stroke-[1.6] text-muted" aria-hidden="true" />
                  {t(item.key)}
                </Link>
              </li>
            ))}
          </ul>
          <div className="py-3">{more}</div>
        </div>
      )}
      <nav aria-label={t('main')} className="grid grid-cols-5">
        {tabs.map((tab) => {
          const isCurrent = tab.items.some((item) => isInside(pathname, brand, item))
          return (
            <Link
              key={tab.key}
              href={`/${brand}${tab.items[0]?.path ?? ''}`}
              aria-current={isCurrent ? 'page' : undefined}
              className={tabClass(isCurrent && !isOpen)}
            >
              <tab.Icon className="size-5 stroke-[1.7]" aria-hidden="true" />
              {t(tab.key)}
            </Link>
          )
        })}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls="more-places"
          onClick={() => setOpen(!isOpen)}
          className={tabClass(isMore || isOpen)}
        >
          <Ellipsis className="size-5" aria-hidden="true" />
          {t('more')}
        </button>
      </nav>
    </div>
  )
}
