import { useTranslations } from 'next-intl'
import { Num, Time } from '@/components/ui/figures'
import { TickOne } from '@/components/ui/marks'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { WebhookReport } from '@/core/inbound/webhook-report'

/** What was turned away at the callback address: what it means and what to do about it. */
export function Refusals({ refusals, zone }: { refusals: WebhookReport['refusals']; zone: string }) {
  const t = useTranslations('settings.webhooks.refused')
  const some = refusals.filter(({ lastDays }) => lastDays > 0)
  if (some.length === 0) {
    return (
      <p className="flex items-center gap-2 text-control">
        <TickOne className="text-muted" />
        {t('none')}
      </p>
    )
  }
  return (
    <Table label={t('title')}>
      <TableHead>
        <Th>{t('what')}</Th>
        <Th end>{t('lastDay')}</Th>
        <Th end>{t('lastDays')}</Th>
        <Th end>{t('last')}</Th>
      </TableHead>
      <TableBody>
        {some.map(({ reason, lastDay, lastDays, lastAt }) => (
          <Row key={reason}>
            <Td place="main">
              {t(`reasons.${reason}.title`)}
              <span className="block py-1 text-dense font-normal text-muted">
                {t(`reasons.${reason}.what`)}
              </span>
              <span className="block pb-1 text-dense font-normal">{t(`reasons.${reason}.do`)}</span>
            </Td>
            <Td end>
              <Num value={lastDay} />
            </Td>
            <Td place="end" end>
              <Num value={lastDays} />
            </Td>
            <Td place="sub" end>
              {lastAt && <Time at={lastAt} zone={zone} />}
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
