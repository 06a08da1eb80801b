import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ChartFrame } from '../charts/chart-frame'
import { cx } from '../ui/cx'
import { Time } from '../ui/figures'
import { formatTime } from '../ui/format'
import { Row, Table, TableBody, TableHead, Td, Th } from '../ui/table'

export type TimelineRow = {
  id: string
  href: string
  name: string
  spans: { level: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN' | 'PAUSED'; from: Date; until: Date }[]
}

export type TimelineMark = { id: string; name: string; number: number; at: Date }

type QualityTimelineProps = {
  rows: TimelineRow[]
  marks: TimelineMark[]
  from: Date
  until: Date
  zone: string
}

/** The level falls with the rating, so that it can be seen without colour: Green high, Yellow middle, Red low. */
const levels = {
  GREEN: 'top-0 border-success bg-success-soft text-success-soft-foreground',
  YELLOW: 'top-1.5 border-warning bg-warning-soft text-warning-soft-foreground',
  RED: 'top-3 border-danger bg-danger-soft text-danger-soft-foreground',
  PAUSED:
    'top-1.5 border-paused text-paused bg-[repeating-linear-gradient(135deg,var(--paused-soft)_0_4px,transparent_4px_8px)]',
  UNKNOWN: 'top-1.5 border-dashed border-separator text-muted',
} as const

/** The ratings of all templates over the period, a strip each, under the campaigns that went out. */
export function QualityTimeline({ rows, marks, from, until, zone }: QualityTimelineProps) {
  const t = useTranslations('overview.timeline')
  const locale = useLocale()
  const length = Math.max(until.getTime() - from.getTime(), 1)
  const place = (at: Date) => ((at.getTime() - from.getTime()) / length) * 100
  const weeks = ticksOf(from, until)
  const grid = 'grid grid-cols-[150px_minmax(0,1fr)] items-center gap-x-3 phone:grid-cols-1 phone:gap-y-1'
  const chart = (
    <div>
      <div className={grid} aria-hidden="true">
        <span className="phone:hidden" />
        <div className="relative h-6">
          {marks.map((mark) => (
            <span
              key={mark.id}
              title={mark.name}
              className="absolute top-0.5 grid size-4 -translate-x-1/2 place-items-center rounded-full border border-foreground text-key font-strong"
              style={{ left: `${place(mark.at)}%` }}
            >
              {mark.number}
            </span>
          ))}
        </div>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={cx(grid, 'border-b border-separator py-1.5 first:border-t')}>
            <Link href={row.href} className="truncate text-dense hover:underline">
              {row.name}
            </Link>
            <div className="relative h-7" role="img" aria-label={describe(row, t, locale, zone)}>
              {marks.map((mark) => (
                <span
                  key={mark.id}
                  className="absolute -inset-y-1.5 border-s border-dotted border-muted"
                  style={{ left: `${place(mark.at)}%` }}
                />
              ))}
              {row.spans.map((span) => {
                const width = place(span.until) - place(span.from)
                return (
                  <span
                    key={span.from.toISOString()}
                    className={cx(
                      'absolute bottom-0 overflow-hidden border-t-2 text-key leading-4 whitespace-nowrap',
                      width > 9 && 'px-1.5',
                      levels[span.level],
                    )}
                    style={{ left: `${place(span.from)}%`, width: `calc(${width}% - 1px)` }}
                  >
                    {width > 9 && (
                      <span className={width < 28 ? 'phone:hidden' : undefined}>
                        {t(`level.${span.level}`)}
                      </span>
                    )}
                  </span>
                )
              })}
            </div>
          </li>
        ))}
      </ul>
      <div className={grid} aria-hidden="true">
        <span className="phone:hidden" />
        <div className="relative mt-1.5 flex h-4 justify-between text-caption text-muted">
          {weeks.map((at) => (
            <span
              key={at.toISOString()}
              className="absolute whitespace-nowrap"
              style={{ left: `${place(at)}%` }}
            >
              {dateOf(at, locale, zone)}
            </span>
          ))}
          <span className="ms-auto">{t('today')}</span>
        </div>
      </div>
    </div>
  )
  return (
    <ChartFrame
      title={t('title')}
      legend={<Legend marks={marks} />}
      chart={chart}
      table={<Levels rows={rows} zone={zone} />}
    />
  )
}

function Legend({ marks }: { marks: TimelineMark[] }): ReactNode {
  return marks.map((mark) => (
    <span key={mark.id} className="phone:hidden">
      <b className="font-strong text-foreground">{mark.number}</b> {mark.name}
    </span>
  ))
}

function Levels({ rows, zone }: { rows: TimelineRow[]; zone: string }) {
  const t = useTranslations('overview.timeline')
  return (
    <Table label={t('title')} dense>
      <TableHead>
        <Th>{t('template')}</Th>
        <Th>{t('rating')}</Th>
        <Th>{t('from')}</Th>
        <Th>{t('until')}</Th>
      </TableHead>
      <TableBody>
        {rows.flatMap((row) =>
          row.spans.toReversed().map((span, index) => (
            <Row key={`${row.id} ${span.from.toISOString()}`}>
              <Td place="main">{row.name}</Td>
              <Td place="end">{t(`level.${span.level}`)}</Td>
              <Td place="sub">
                <Time at={span.from} zone={zone} />
              </Td>
              <Td place="sub-end">{index === 0 ? t('now') : <Time at={span.until} zone={zone} />}</Td>
            </Row>
          )),
        )}
      </TableBody>
    </Table>
  )
}

const dayMs = 86_400_000

/** Four dates at the most, the first included and none that touches today. */
function ticksOf(from: Date, until: Date): Date[] {
  const days = (until.getTime() - from.getTime()) / dayMs
  const step = days > 45 ? 21 : days > 10 ? 7 : 2
  const count = Math.floor((days * 0.88) / step) + 1
  return Array.from({ length: count }, (_, index) => new Date(from.getTime() + (index * step + 0.5) * dayMs))
}

const dateOf = (at: Date, locale: string, zone: string) =>
  formatTime(locale, at, zone, 'day').split(' ').slice(1).join(' ')

function describe(
  row: TimelineRow,
  t: ReturnType<typeof useTranslations<'overview.timeline'>>,
  locale: string,
  zone: string,
): string {
  const parts = row.spans.map((span) =>
    t('since', { level: t(`level.${span.level}`), day: formatTime(locale, span.from, zone, 'day') }),
  )
  return `${row.name}: ${parts.join(', ')}`
}
