import { useLocale, useTranslations } from 'next-intl'
import { formatNumber, formatShare } from '@/components/ui/format'
import type { TemplateWeek } from '@/core/templates/queries'

const width = 96
const height = 24

/** How the messages of a template were read, week by week, with the share of all of them in words. */
export function ReadLine({ weeks, of }: { weeks: TemplateWeek[]; of: number }) {
  const t = useTranslations('templates')
  const locale = useLocale()
  const delivered = weeks.reduce((sum, week) => sum + week.delivered, 0)
  const read = weeks.reduce((sum, week) => sum + week.read, 0)
  if (delivered === 0) {
    return (
      <span className="text-muted">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{t('noReads')}</span>
      </span>
    )
  }
  const points = weeks
    .filter((week) => week.delivered > 0)
    .toSorted((a, b) => b.weeksAgo - a.weeksAgo)
    .map((week) => ({
      x: 3 + ((of - 1 - week.weeksAgo) / (of - 1)) * (width - 6),
      y: 3 + (1 - Math.min(1, week.read / week.delivered)) * (height - 6),
    }))
  const last = points.at(-1)
  const share = formatShare(locale, read / delivered, 0)
  return (
    <span className="flex items-center gap-2.5">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="h-6 w-24 shrink-0 overflow-visible phone:hidden"
        aria-hidden="true"
      >
        <line x1="0" x2={width} y1={height - 1.5} y2={height - 1.5} stroke="var(--separator)" />
        <polyline
          points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
          fill="none"
          stroke="var(--chart-3)"
          strokeWidth="1.75"
          strokeLinejoin="round"
        />
        {last && <circle cx={last.x} cy={last.y} r="2.25" fill="var(--chart-3)" />}
      </svg>
      <span aria-hidden="true">{share}</span>
      <span className="sr-only">{t('readsOf', { share, delivered: formatNumber(locale, delivered) })}</span>
    </span>
  )
}
