import { useTranslations } from 'next-intl'
import { QualityBadge } from '@/components/ui/chip'
import { Num } from '@/components/ui/figures'
import { Facts } from '@/components/ui/page'
import { readTier } from '@/core/policy/states'
import type { TestedNumber } from '@/core/providers/connection/schema'

/** What WhatsApp says of a number: its name, and how far it may be used. Unheard-of words stand as they came. */
export function TestedNumberFacts({ number }: { number: TestedNumber }) {
  const t = useTranslations('settings.number')
  const known = (group: string, value: string | null) =>
    value === null ? t('untold') : t.has(`${group}.${value}`) ? t(`${group}.${value}`) : value
  const limit = readTier(number.messagingLimitTier)
  return (
    <Facts
      items={[
        { label: t('name'), value: number.verifiedName },
        { label: t('nameStatus'), value: known('nameStatuses', number.nameStatus) },
        { label: t('phone'), value: number.phoneE164 },
        { label: t('status'), value: known('statuses', number.status) },
        { label: t('canSend'), value: known('sending', number.canSend) },
        { label: t('quality'), value: <QualityBadge score={number.qualityRating} /> },
        {
          label: t('limit'),
          value:
            limit === null ? t('unlimited') : t.rich('limitValue', { number: () => <Num value={limit} /> }),
        },
        { label: t('throughput'), value: known('throughputs', number.throughput) },
      ]}
    />
  )
}
