import { useLocale, useTranslations } from 'next-intl'
import { formatNumber, formatShare } from '@/components/ui/format'
import type { TemplateWeek } from '@/core/templates/queries'

/** How the messages of a template were read, a bar a week, with the share of all of them in figures. */
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
  const shares = Array.from({ length: of }, (_, nth) => {
    const week = weeks.find(({ weeksAgo }) => weeksAgo === of - 1 - nth)
    return week && week.delivered > 0 ? Math.min(1, week.read / week.delivered) : null
  })
  const share = formatShare(locale, read / delivered, 0)
  return (
    <span className="flex items-center gap-3 phone:justify-end">
      <svg
        viewBox={`0 0 ${of * 11} 22`}
        className="h-5.5 shrink-0 phone:hidden"
        style={{ width: of * 11 }}
        aria-hidden="true"
      >
        {shares.map((value, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: weeks have no identity but their place
          <g key={nth}>
            <rect
              x={nth * 11}
              y={21}
              width="8"
              height="1"
              fill="var(--field-border)"
              opacity={value === null ? 0.5 : 1}
            />
            {value !== null && (
              <rect
                x={nth * 11}
                y={21 - value * 20}
                width="8"
                height={value * 20}
                rx="1"
                fill="var(--chart-3)"
              />
            )}
          </g>
        ))}
      </svg>
      <span aria-hidden="true">{share}</span>
      <span className="sr-only">{t('readsOf', { share, delivered: formatNumber(locale, delivered) })}</span>
    </span>
  )
}
