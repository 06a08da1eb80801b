'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { OverviewMetric } from '@/core/insights/schema'
import { dayLabel } from './days'

type Entry = {
  payload?: {
    day: string
    value: number | null
    unfinished?: number | null
    below?: number
    previous: number | null
  }
}

type DayTooltipProps = {
  metric: OverviewMetric
  today: string
  format: (value: number) => string
  /** Given by the chart. */
  active?: boolean
  payload?: Entry[]
}

/** The figures of the day under the pointer or the arrow keys. */
export function DayTooltip({ metric, today, format, active, payload }: DayTooltipProps) {
  const t = useTranslations('overview')
  const locale = useLocale()
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  const value = point.value ?? point.unfinished ?? null
  const rows = [
    { key: metric, label: t(`metric.${metric}`), value },
    ...(point.below === undefined ? [] : [{ key: 'below', label: t('metric.optOuts'), value: point.below }]),
    { key: 'previous', label: t('chart.before'), value: point.previous },
  ]
  return (
    <div className="rounded-sheet bg-overlay px-3 py-2 text-caption shadow-overlay">
      <p className="mb-1 font-strong">
        {dayLabel(locale, point.day, { weekday: 'long' })}
        {point.day === today && <span className="font-normal text-muted"> {t('chart.soFar')}</span>}
      </p>
      <dl>
        {rows.map((row) => (
          <div key={row.key} className="flex justify-between gap-6">
            <dt className="text-muted">{row.label}</dt>
            <dd className="font-strong">{row.value === null ? '–' : format(row.value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
