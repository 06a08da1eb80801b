'use client'

import { Table2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { SeriesPoint } from '@/core/campaigns/states'
import { Button } from '../ui/button'
import { formatNumber, formatTime } from '../ui/format'
import { Row, Table, TableBody, TableHead, Td, Th } from '../ui/table'

const lines = [
  { key: 'accepted', colour: 'var(--muted)' },
  { key: 'delivered', colour: 'var(--chart-3)' },
  { key: 'read', colour: 'var(--chart-1)' },
] as const

const dayMs = 24 * 3_600_000
const tableRows = 12

/** As much of a moment as tells two ticks apart. */
function axisWords(spanMs: number): Intl.DateTimeFormatOptions {
  if (spanMs > 7 * dayMs) return { day: 'numeric', month: 'short' }
  if (spanMs > dayMs) return { weekday: 'short', hour: '2-digit', minute: '2-digit' }
  return { hour: '2-digit', minute: '2-digit', ...(spanMs < 10 * 60_000 && { second: '2-digit' }) }
}

type ProgressChartProps = { series: SeriesPoint[]; startedAt: Date; zone: string; until: Date }

/** Accepted, delivered and read since the start, added up. The same figures as a table behind a button. */
export function ProgressChart({ series, startedAt, zone, until }: ProgressChartProps) {
  const t = useTranslations('campaigns.chart')
  const tp = useTranslations('campaigns.parts')
  const locale = useLocale()
  const [asTable, setAsTable] = useState(false)
  const last = series.at(-1)
  // The line goes on level until now: nothing happened is news as well.
  const points = last && until > last.at ? [...series, { ...last, at: until }] : series
  const data = points.map((point) => ({ ...point, at: point.at.getTime() }))
  const spanMs = (data.at(-1)?.at ?? 0) - startedAt.getTime()
  const isLong = spanMs > dayMs
  const clock = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    ...axisWords(spanMs),
  })
  const number = (value: number) => formatNumber(locale, value)
  return (
    <section className="px-6 py-4 phone:px-4">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-section">
          {t('since', { time: formatTime(locale, startedAt, zone, isLong ? 'day' : 'time') })}
        </h2>
        <ul className="ms-auto flex flex-wrap gap-x-4 text-caption text-muted">
          {lines.map(({ key, colour }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span className="h-0.5 w-3.5" style={{ background: colour }} aria-hidden="true" />
              {tp(key)} <span className="font-strong text-foreground">{number(last?.[key] ?? 0)}</span>
            </li>
          ))}
        </ul>
        <Button look="quiet" size="row" aria-pressed={asTable} onPress={() => setAsTable(!asTable)}>
          <Table2 className="size-4" aria-hidden="true" />
          {t(asTable ? 'chart' : 'table')}
        </Button>
      </div>
      {!last ? (
        <p className="text-control text-muted">{t('nothing')}</p>
      ) : asTable ? (
        <Table label={t('label')} dense>
          <TableHead>
            <Th>{t('time')}</Th>
            {lines.map(({ key }) => (
              <Th key={key} end>
                {tp(key)}
              </Th>
            ))}
          </TableHead>
          <TableBody>
            {thin(series).map((point) => (
              <Row key={point.at.toISOString()}>
                <Td place="main">{formatTime(locale, point.at, zone)}</Td>
                <Td place="end" end>
                  {number(point.accepted)}
                </Td>
                <Td place="sub" end>
                  {number(point.delivered)}
                </Td>
                <Td place="sub-end" end>
                  {number(point.read)}
                </Td>
              </Row>
            ))}
          </TableBody>
        </Table>
      ) : (
        <figure aria-label={t('label')} className="m-0 h-64">
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 256 }}>
            <LineChart
              data={data}
              margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              <CartesianGrid vertical={false} stroke="var(--separator)" />
              <XAxis
                dataKey="at"
                type="number"
                scale="time"
                domain={[startedAt.getTime(), 'dataMax']}
                tickFormatter={(at: number) => clock.format(at)}
                tick={{ fontSize: 12, fill: 'var(--muted)' }}
                stroke="var(--field-border)"
                tickLine={false}
                minTickGap={56}
              />
              <YAxis
                width={44}
                tickFormatter={(value: number) => number(value)}
                tick={{ fontSize: 12, fill: 'var(--muted)' }}
                axisLine={false}
                tickLine={false}
                allowDecimals={false}
                tickCount={4}
              />
              <Tooltip
                isAnimationActive={false}
                labelFormatter={(at) => formatTime(locale, new Date(Number(at)), zone)}
                formatter={(value, key) => [
                  number(Number(value)),
                  tp(String(key) as (typeof lines)[number]['key']),
                ]}
                contentStyle={{
                  background: 'var(--overlay)',
                  border: '1px solid var(--border)',
                  borderRadius: 6,
                  fontSize: 13,
                }}
                itemStyle={{ color: 'var(--foreground)', padding: 0 }}
                labelStyle={{ color: 'var(--muted)' }}
              />
              {lines.map(({ key, colour }) => (
                <Line
                  key={key}
                  type="linear"
                  dataKey={key}
                  stroke={colour}
                  strokeWidth={1.75}
                  dot={false}
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          </ResponsiveContainer>
        </figure>
      )}
    </section>
  )
}

/** So many rows that a person can read them, the last one always among them. */
function thin(series: SeriesPoint[]): SeriesPoint[] {
  const every = Math.ceil(series.length / tableRows)
  return series.filter((_, index) => (series.length - 1 - index) % every === 0)
}
