import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { CampaignState } from '@/db/states'
import { Chip, type Tone } from '../ui/chip'
import { Section } from '../ui/page'

export type GoingOutRow = {
  id: string
  href: string
  name: string
  state: CampaignState
  /** Short: a time for today, a weekday or a date else. */
  when: string
  /** The whole moment with its zone, and how many people. */
  about: string
}

const tones: Partial<Record<CampaignState, Tone>> = {
  scheduled: 'accent',
  sending: 'accent',
  paused: 'paused',
  overdue: 'warning',
}

/** What leaves next. */
export function GoingOut({ rows, zone }: { rows: GoingOutRow[]; zone: string }) {
  const t = useTranslations('overview.goingOut')
  return (
    <Section
      title={t('title')}
      aside={<span className="text-caption text-muted">{zone}</span>}
      last
      className="pb-2!"
    >
      {rows.length === 0 ? (
        <p className="text-control text-muted">{t('empty')}</p>
      ) : (
        <ul className="-mt-1">
          {rows.map((row) => (
            <li
              key={row.id}
              className="relative grid grid-cols-[52px_minmax(0,1fr)_auto] gap-x-2 border-b border-separator py-2 text-control last:border-0 hover:bg-wash"
            >
              <span className="font-strong">{row.when}</span>
              <span className="min-w-0">
                <Link href={row.href} className="font-strong after:absolute after:inset-0">
                  {row.name}
                </Link>
                <span className="block text-dense text-muted">{row.about}</span>
              </span>
              <Chip tone={tones[row.state] ?? 'neutral'} dot={row.state === 'sending'}>
                {t(`state.${row.state}`)}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
