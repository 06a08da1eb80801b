import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type OverviewMetric, overviewMetrics } from '@/core/insights/schema'
import { formatNumber, formatShare } from '../ui/format'
import { TickTwo } from '../ui/marks'
import { StatStrip, StatTile } from '../ui/stat-tiles'

type Figure = { value: number | null; before: number | null }

type TilesProps = {
  summary: Record<OverviewMetric, Figure>
  chosen: OverviewMetric
  hrefOf: Record<OverviewMetric, string>
}

/** What is good when it rises, and what is not. */
const better: Record<OverviewMetric, 'up' | 'down'> = {
  subscribers: 'up',
  optIns: 'up',
  confirmed: 'up',
  optOuts: 'down',
  optOutsPerDelivered: 'down',
}

/** The five figures, each beside the period before; the chosen one is drawn below. */
export function Tiles({ summary, chosen, hrefOf }: TilesProps) {
  const t = useTranslations('overview')
  const locale = useLocale()
  const signed = (value: number, options: Intl.NumberFormatOptions = {}) =>
    formatNumber(locale, value, { signDisplay: 'exceptZero', ...options })

  const compare = (
    metric: OverviewMetric,
    { value, before }: Figure,
  ): { change?: ReactNode; before?: ReactNode; moved: number } => {
    if (value === null || before === null) return { before: t('tiles.nothingBefore'), moved: 0 }
    const moved = value - before
    if (metric === 'subscribers') return { change: signed(moved), before: t('tiles.net'), moved }
    if (metric === 'confirmed' || metric === 'optOutsPerDelivered') {
      const digits = metric === 'confirmed' ? 1 : 2
      const points = signed(moved * 100, { maximumFractionDigits: digits })
      return {
        change: t('tiles.points', { points }),
        before: t('tiles.before', { figure: formatShare(locale, before, digits) }),
        moved,
      }
    }
    const words = t('tiles.before', { figure: formatNumber(locale, before) })
    if (before === 0) return { change: signed(moved), before: words, moved }
    return {
      change: signed(moved / before, { style: 'percent', maximumFractionDigits: 0 }),
      before: words,
      moved,
    }
  }

  const show = (metric: OverviewMetric, value: number | null): string => {
    if (value === null) return '–'
    if (metric === 'confirmed') return formatShare(locale, value)
    if (metric === 'optOutsPerDelivered') return formatShare(locale, value, 2)
    return formatNumber(locale, value)
  }

  return (
    <nav
      aria-label={t('tiles.label')}
      className="phone:[&>div>*:last-child]:col-span-2 min-[641px]:max-[1180px]:[&>div]:grid min-[641px]:max-[1180px]:[&>div]:grid-cols-3 min-[641px]:max-[1180px]:[&>div>*:last-child]:col-span-2 min-[641px]:max-[1180px]:[&>div>*:nth-child(4)]:border-s-0 min-[641px]:max-[1180px]:[&>div>*:nth-child(n+4)]:border-t"
    >
      <StatStrip>
        {overviewMetrics.map((metric) => {
          const { moved, ...words } = compare(metric, summary[metric])
          const isGood = better[metric] === 'up' ? moved > 0 : moved < 0
          return (
            <StatTile
              key={metric}
              label={t(`metric.${metric}`)}
              icon={
                metric === 'confirmed' ? (
                  <span className="text-accent">
                    <TickTwo />
                  </span>
                ) : undefined
              }
              value={show(metric, summary[metric].value)}
              {...words}
              direction={moved > 0 ? 'up' : moved < 0 ? 'down' : 'level'}
              meaning={moved === 0 ? 'neutral' : isGood ? 'good' : 'bad'}
              isChosen={metric === chosen}
              href={hrefOf[metric]}
            />
          )
        })}
      </StatStrip>
    </nav>
  )
}
