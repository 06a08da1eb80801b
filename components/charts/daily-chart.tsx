'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { OverviewMetric } from '@/core/insights/schema'
import { formatNumber, formatShare } from '../ui/format'
import { CampaignLabel, type Mark, placeMarks } from './campaign-label'
import { DayBar } from './day-bar'
import { DayTooltip } from './day-tooltip'
import { dayLabel } from './days'
import { makeScale } from './scale'

export type DayPoint = {
  /** `2026-11-23` */
  day: string
  value: number | null
  /** Drawn below zero: opt-outs under opt-ins. */
  below?: number
  /** The same day of the period before. */
  previous: number | null
}

export type DailyChartProps = {
  metric: OverviewMetric
  points: DayPoint[]
  marks: Mark[]
  /** One sentence that says what the chart says. */
  summary: string
}

const looks: Record<OverviewMetric, { bars: boolean; share: boolean; colour: string; fromZero: boolean }> = {
  subscribers: { bars: false, share: false, colour: 'var(--chart-1)', fromZero: false },
  optIns: { bars: true, share: false, colour: 'var(--chart-1)', fromZero: true },
  confirmed: { bars: false, share: true, colour: 'var(--chart-3)', fromZero: false },
  optOuts: { bars: true, share: false, colour: 'var(--chart-2)', fromZero: true },
  optOutsPerDelivered: { bars: false, share: true, colour: 'var(--chart-2)', fromZero: true },
}

/** Days that fit on a phone. */
const phoneDays = 14
const narrow = 420
/** Left and right of the days. */
const margins = 84

/** One metric day by day, with the period before as a dotted line and campaigns as numbered marks. */
export function DailyChart({ metric, points, marks, summary }: DailyChartProps) {
  const t = useTranslations('overview.chart')
  const locale = useLocale()
  const [width, setWidth] = useState(0)
  const { bars, share, colour, fromZero } = looks[metric]
  const isNarrow = width > 0 && width < narrow
  const shown = isNarrow ? points.slice(-phoneDays) : points
  const data = shown.map((point) => ({
    ...point,
    below: point.below === undefined ? undefined : -point.below,
  }))
  const today = points.at(-1)?.day ?? ''
  const lines = bars
    ? []
    : data.map((point, index) => ({
        ...point,
        // The unfinished day hangs on by a dashed piece of its own.
        value: point.day === today ? null : point.value,
        unfinished: index >= data.length - 2 ? point.value : null,
      }))
  const scale = makeScale(
    data.flatMap((point) =>
      [point.value, point.below ?? null, point.previous].filter((value) => value !== null),
    ),
    { whole: !share, fromZero, ...(share && !fromZero ? { atMost: 1 } : {}) },
  )
  const every = shown.length > 45 ? 14 : shown.length > 10 ? 7 : 1
  const ticks = shown
    .map((point) => point.day)
    .filter((day, index) => {
      if (day === today || index === 0) return true
      return !isNarrow && index % every === 0 && index < shown.length - every * 0.6
    })
  const placed = placeMarks(
    marks,
    shown.map((point) => point.day),
    { width: Math.max(width - margins, 0), isNarrow },
  )
  const format = (value: number) =>
    share ? formatShare(locale, Math.abs(value)) : formatNumber(locale, Math.abs(value))
  return (
    <figure className="h-60 phone:h-64" aria-label={summary}>
      <ResponsiveContainer width="100%" height="100%" onResize={(newWidth) => setWidth(newWidth)}>
        <ComposedChart
          data={bars ? data : lines}
          margin={{ top: placed.length > 0 ? 26 : 8, right: isNarrow ? 0 : 44, bottom: 0, left: 0 }}
          barCategoryGap={isNarrow ? '12%' : '16%'}
          stackOffset="sign"
          title={summary}
        >
          <CartesianGrid vertical={false} stroke="var(--separator)" syncWithTicks />
          <XAxis
            dataKey="day"
            ticks={ticks}
            interval={0}
            tickLine={false}
            axisLine={false}
            tickMargin={8}
            height={28}
            tick={({ x, y, payload }) => (
              <text
                x={x}
                y={Number(y) + 8}
                // At a phone's edges there is no room for half a date.
                textAnchor={isNarrow ? (payload.value === today ? 'end' : 'start') : 'middle'}
                dx={isNarrow && bars ? (payload.value === today ? 12 : -12) : 0}
                fill="var(--muted)"
                fontSize={12}
              >
                {payload.value === today ? t('todaySoFar') : dayLabel(locale, String(payload.value))}
              </text>
            )}
          />
          <YAxis
            domain={scale.domain}
            ticks={scale.ticks}
            tickFormatter={format}
            tickLine={false}
            axisLine={false}
            orientation={isNarrow ? 'right' : 'left'}
            mirror={isNarrow}
            width={isNarrow ? 1 : 40}
            tick={{
              fontSize: 12,
              fill: 'var(--muted)',
              ...(isNarrow ? { dy: -8, stroke: 'var(--surface)', strokeWidth: 3, paintOrder: 'stroke' } : {}),
            }}
            allowDataOverflow
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--wash)', stroke: bars ? 'none' : 'var(--border)' }}
            content={<DayTooltip metric={metric} today={today} format={format} />}
          />
          {bars && <ReferenceLine y={0} stroke="var(--field-border)" />}
          {placed.map((mark) => (
            <ReferenceLine
              key={mark.id}
              x={mark.day}
              stroke="var(--muted)"
              strokeDasharray="2 3"
              label={(props) => <CampaignLabel mark={mark} viewBox={props.viewBox} />}
            />
          ))}
          {bars ? (
            <Bar
              dataKey="value"
              fill={colour}
              stackId="day"
              isAnimationActive={false}
              shape={(props) => <DayBar {...props} today={today} />}
            />
          ) : (
            <Line
              dataKey="value"
              stroke={colour}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
              connectNulls
            />
          )}
          {!bars && (
            <Line
              dataKey="unfinished"
              stroke={colour}
              strokeWidth={2}
              strokeDasharray="3 3"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              connectNulls
            />
          )}
          {metric === 'optIns' && (
            <Bar
              dataKey="below"
              fill="var(--chart-2)"
              stackId="day"
              isAnimationActive={false}
              shape={(props) => <DayBar {...props} today={today} />}
            />
          )}
          <Line
            dataKey="previous"
            stroke={bars ? 'var(--foreground)' : 'var(--muted)'}
            strokeOpacity={0.7}
            strokeWidth={1.2}
            strokeDasharray="1.5 2.5"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
            connectNulls
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  )
}
