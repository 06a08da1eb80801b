import { useTranslations } from 'next-intl'
import { Num, Time } from '@/components/ui/figures'
import { TickOne } from '@/components/ui/marks'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { WebhookReport } from '@/core/inbound/webhook-report'

/** What came in and could not be used; the rest of its delivery was. */
export function Problems({ problems, zone }: { problems: WebhookReport['problems']; zone: string }) {
  const t = useTranslations('settings.webhooks.problems')
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2 text-control">
        <TickOne className="text-muted" />
        {t('none')}
      </p>
    )
  }
  return (
    <Table label={t('title')} dense>
      <TableHead>
        <Th>{t('what')}</Th>
        <Th end>{t('count')}</Th>
        <Th end>{t('last')}</Th>
      </TableHead>
      <TableBody>
        {problems.map(({ words, count, lastAt }) => (
          <Row key={words}>
            <Td place="main">
              <code className="font-mono text-caption font-normal wrap-anywhere">{words}</code>
            </Td>
            <Td place="end" end>
              <Num value={count} />
            </Td>
            <Td place="sub" end>
              <Time at={lastAt} zone={zone} />
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
