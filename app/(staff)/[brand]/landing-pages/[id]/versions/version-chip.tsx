import { useLocale, useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { formatTime } from '@/components/ui/format'
import type { VersionRow } from '@/core/sources/landing-pages/queries'

/** Whether a version is seen now, will be, or was; nothing for one that is history. */
export function VersionChip({ version, timeZone }: { version: VersionRow; timeZone: string }) {
  const t = useTranslations('publishing.chips')
  const old = useTranslations('pages.versions')
  const locale = useLocale()
  if (version.variant) return <Chip tone="accent">{t(version.variant)}</Chip>
  if (version.isLive) return <Chip tone="success">{old('live')}</Chip>
  if (!version.plannedAt) return null
  return (
    <Chip tone="neutral">{t('planned', { moment: formatTime(locale, version.plannedAt, timeZone) })}</Chip>
  )
}
