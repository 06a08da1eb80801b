import { useLocale, useTranslations } from 'next-intl'
import type { OverviewMetric } from '@/core/insights/schema'
import type { Mark } from '../charts/campaign-label'
import type { DayPoint } from '../charts/daily-chart'
import { dayLabel } from '../charts/days'
import { Num, Share } from '../ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '../ui/table'

type FiguresTableProps = { metric: OverviewMetric; points: DayPoint[]; marks: Mark[] }

/** The figures of the chart as a table, newest day first. */
export function FiguresTable({ metric, points, marks }: FiguresTableProps) {
  const t = useTranslations('overview')
  const locale = useLocale()
  const isShare = metric === 'confirmed' || metric === 'optOutsPerDelivered'
  const figure = (value: number | null) =>
    value === null ? '–' : isShare ? <Share value={value} /> : <Num value={value} />
  const hasBelow = points.some((point) => point.below !== undefined)
  return (
    <Table label={t(`chartTitle.${metric}`)} dense>
      <TableHead>
        <Th>{t('chart.day')}</Th>
        <Th end>{t(`metric.${metric}`)}</Th>
        {hasBelow && <Th end>{t('metric.optOuts')}</Th>}
        <Th end>{t('chart.before')}</Th>
        <Th>{t('chart.campaign')}</Th>
      </TableHead>
      <TableBody>
        {points.toReversed().map((point) => (
          <Row key={point.day}>
            <Td place="main">{dayLabel(locale, point.day, { weekday: 'short' })}</Td>
            <Td place="end" end>
              {figure(point.value)}
            </Td>
            {hasBelow && (
              <Td place="sub-end" end>
                {figure(point.below ?? 0)}
              </Td>
            )}
            <Td end>{figure(point.previous)}</Td>
            <Td place="sub">
              {marks
                .filter((mark) => mark.day === point.day)
                .map((mark) => mark.name)
                .join(', ')}
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
