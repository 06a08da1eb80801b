import { useLocale, useTranslations } from 'next-intl'
import { Num } from '@/components/ui/figures'
import { formatTime } from '@/components/ui/format'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { DeliveryDay } from '@/core/inbound/webhook-report'

/** Deliveries by day: received = applied + waiting. */
export function Deliveries({ days }: { days: DeliveryDay[] }) {
  const t = useTranslations('settings.webhooks.deliveries')
  const locale = useLocale()
  return (
    <Table label={t('title')} dense>
      <TableHead>
        <Th>{t('day')}</Th>
        <Th end>{t('received')}</Th>
        <Th end>{t('applied')}</Th>
        <Th end>{t('waiting')}</Th>
        <Th end>{t('withProblems')}</Th>
      </TableHead>
      <TableBody>
        {days.map(({ day, received, applied, waiting, withProblems }) => (
          <Row key={day}>
            {/* A day of the brand, written at noon so that no zone moves it. */}
            <Td place="main">{formatTime(locale, new Date(`${day}T12:00:00Z`), 'UTC', 'day')}</Td>
            <Td place="end" end>
              <Num value={received} />
            </Td>
            <Td end>
              <Num value={applied} />
            </Td>
            <Td end>
              <Num value={waiting} />
            </Td>
            <Td end>
              <Num value={withProblems} />
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
