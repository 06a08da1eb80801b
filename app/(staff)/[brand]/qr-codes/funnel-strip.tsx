import { useLocale, useTranslations } from 'next-intl'
import { Num } from '@/components/ui/figures'
import { formatShare } from '@/components/ui/format'
import { StatStrip, StatTile } from '@/components/ui/stat-tiles'

const steps = ['scans', 'views', 'optIns', 'confirmed', 'subscribed'] as const

/** From scan to subscriber: each step with its share of the one before. */
export function FunnelStrip({ figures }: { figures: Record<(typeof steps)[number], number> }) {
  const t = useTranslations('printing.code')
  const locale = useLocale()
  return (
    <StatStrip>
      {steps.map((step, at) => {
        const before = at === 0 ? undefined : figures[steps[at - 1] as (typeof steps)[number]]
        return (
          <StatTile
            key={step}
            label={t(`step.${step}`)}
            value={<Num value={figures[step]} />}
            before={
              before ? t('ofStep', { share: formatShare(locale, figures[step] / before, 0) }) : undefined
            }
          />
        )
      })}
    </StatStrip>
  )
}
