import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/button-link'
import { Section } from '../ui/page'

export type NeedsYouRow = { key: string; icon: ReactNode; words: ReactNode; action: string; href: string }

/** What waits for a person: one line each, with where to go. */
export function NeedsYou({ rows }: { rows: NeedsYouRow[] }) {
  const t = useTranslations('overview')
  if (rows.length === 0) return null
  return (
    <Section title={t('needsYou')} note={rows.length} className="pb-1! phone:pb-2!">
      <ul className="-mt-1.5">
        {rows.map((row) => (
          <li
            key={row.key}
            className="relative flex min-h-9.5 items-center gap-3 border-b border-separator py-1 text-control last:border-0 phone:min-h-12 phone:py-2.5"
          >
            <span className="flex w-6 shrink-0 justify-center phone:self-start phone:pt-0.5 [&_svg]:size-4.5">
              {row.icon}
            </span>
            <p className="min-w-0 grow">{row.words}</p>
            <ButtonLink href={row.href} size="row" className="shrink-0 phone:hidden!">
              {row.action}
            </ButtonLink>
            <Link
              href={row.href}
              aria-label={row.action}
              className="hidden after:absolute after:inset-0 phone:block"
            >
              <ChevronRight className="size-4 text-muted" aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
