import { useTranslations } from 'next-intl'
import { Num, Share } from '@/components/ui/figures'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { QrBatchView } from '@/core/sources/qr-codes/batches/queries'
import { PhoneLabel } from './code-table'

/** Batches with the funnel of their codes together. */
export function BatchTable({ brand, batches }: { brand: string; batches: QrBatchView[] }) {
  const t = useTranslations('qr')
  const p = useTranslations('printing')
  return (
    <Table label={p('batches')}>
      <TableHead>
        <Th>{p('columns.batch')}</Th>
        <Th>{p('columns.codes')}</Th>
        <Th>{t('columns.page')}</Th>
        <Th end>{t('columns.scans')}</Th>
        <Th end>{p('columns.views')}</Th>
        <Th end>{t('columns.signUps')}</Th>
        <Th end>{t('columns.confirmed')}</Th>
        <Th end>{p('columns.subscribed')}</Th>
      </TableHead>
      <TableBody>
        {batches.map((batch) => (
          <Row key={batch.id}>
            <Td place="main">
              <RowLink href={`/${brand}/qr-codes/batches/${batch.id}`}>{batch.name}</RowLink>
            </Td>
            <Td place="sub">
              {p('codesCount', { count: batch.codes })}
              {batch.paused > 0 && (
                <span className="text-muted"> · {p('paused', { count: batch.paused })}</span>
              )}
            </Td>
            <Td>{batch.pageName ?? p('mixedPages')}</Td>
            <Td place="end" end>
              <Num value={batch.scans} /> <PhoneLabel>{t('columns.scans')}</PhoneLabel>
            </Td>
            <Td end>
              <Num value={batch.views} />
            </Td>
            <Td place="sub-end" end>
              <Num value={batch.optIns} /> <PhoneLabel>{t('columns.signUps')}</PhoneLabel>
            </Td>
            <Td end>
              <Share value={batch.optIns === 0 ? null : batch.confirmed / batch.optIns} digits={0} />
            </Td>
            <Td end>
              <Num value={batch.subscribed} />
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
