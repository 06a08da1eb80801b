'use client'

import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { cx } from '@/components/ui/cx'
import { placeOf, type SettingsGroup, type SettingsTab, settingsGroups, tabPath } from './tabs'

type NavProps = { base: string; current: SettingsTab }

/** The way through the settings: a list beside them at a desk, a line that unfolds above them where there is no room. */
export function SettingsNav({ brand }: { brand: string }) {
  const t = useTranslations('settings')
  const pathname = usePathname()
  const base = `/${brand}/settings`
  const { group, tab } = placeOf(pathname, base)
  return (
    <>
      <nav aria-label={t('title')} className="w-51 shrink-0 border-e border-border px-3 py-4 narrow:hidden">
        {/* Stays in sight beside a long page. */}
        <div className="sticky top-4">
          <Groups base={base} current={tab} />
        </div>
      </nav>
      {/* A page that was chosen folds the list again. */}
      <details key={pathname} className="group hidden border-b border-border narrow:block">
        <summary className="flex min-h-12 cursor-pointer items-center gap-2 px-6 text-body phone:px-4 [&::-webkit-details-marker]:hidden">
          <span className="text-muted">{t(`groups.${group}`)}</span>
          <span className="text-muted" aria-hidden="true">
            /
          </span>
          <span className="font-heavy">{t(`tabs.${tab}`)}</span>
          <ChevronDown
            className="ms-auto size-5 text-muted group-open:rotate-180 motion-safe:transition-transform"
            aria-hidden="true"
          />
        </summary>
        <nav aria-label={t('title')} className="border-t border-separator px-3 py-3 phone:px-1">
          <Groups base={base} current={tab} />
        </nav>
      </details>
    </>
  )
}

function Groups(props: NavProps) {
  return (
    <div className="grid gap-4 narrow:grid-cols-2">
      {(Object.keys(settingsGroups) as SettingsGroup[]).map((group) => (
        <Group key={group} group={group} {...props} />
      ))}
    </div>
  )
}

function Group({ group, base, current }: NavProps & { group: SettingsGroup }) {
  const t = useTranslations('settings')
  const id = useId()
  return (
    <div>
      <h2 id={id} className="px-3 pb-1 text-caption text-muted">
        {t(`groups.${group}`)}
      </h2>
      <ul aria-labelledby={id}>
        {settingsGroups[group].map((tab) => {
          const isCurrent = tab === current
          return (
            <li key={tab}>
              <Link
                href={`${base}${tabPath(tab)}`}
                aria-current={isCurrent ? 'page' : undefined}
                className={cx(
                  'flex min-h-8 items-center rounded-sheet px-3 text-control narrow:min-h-11 narrow:text-body',
                  isCurrent
                    ? 'bg-surface-secondary font-heavy shadow-[inset_2px_0_0_var(--accent)]'
                    : 'text-muted hover:bg-surface-secondary hover:text-foreground',
                )}
              >
                {t(`tabs.${tab}`)}
              </Link>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
