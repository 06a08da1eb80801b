import { CloudCheck, CloudOff, LoaderCircle } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { formatTime } from '@/components/ui/format'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import type { SaveState } from './use-draft'

/** What people see now, and whether something else is being written. */
export function StateChip({ page, hasChanges }: { page: LandingPageView; hasChanges: boolean }) {
  const t = useTranslations('pages')
  const version = page.publishedVersion ?? 0
  if (page.state === 'draft') return <Chip tone="neutral">{t('chips.draft')}</Chip>
  if (page.state === 'unpublished') return <Chip tone="paused">{t('chips.offline')}</Chip>
  if (hasChanges) return <Chip tone="neutral">{t('chips.changed', { version: version + 1 })}</Chip>
  return <Chip tone="success">{t('chips.live', { version })}</Chip>
}

/** Whether what is on the screen is kept, in the same place all the time. */
export function Saved({ state, timeZone }: { state: SaveState; timeZone: string }) {
  const t = useTranslations('pages')
  const locale = useLocale()
  const words = {
    untouched: null,
    waiting: t('saved.waiting'),
    saving: t('saved.saving'),
    saved:
      state.kind === 'saved' ? t('saved.at', { time: formatTime(locale, state.at, timeZone, 'time') }) : null,
    failed: t('saved.failed'),
    conflict: t('saved.failed'),
  }[state.kind]
  const isBad = state.kind === 'failed' || state.kind === 'conflict'
  const Icon = isBad ? CloudOff : state.kind === 'saved' ? CloudCheck : LoaderCircle
  return (
    <p
      role="status"
      className={`flex items-center gap-1.5 text-dense ${isBad ? 'text-danger' : 'text-muted'}`}
    >
      {words && <Icon className="size-4" aria-hidden="true" />}
      {words}
    </p>
  )
}
