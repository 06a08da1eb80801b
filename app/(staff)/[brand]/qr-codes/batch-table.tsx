import { useTranslations } from 'next-intl'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { QrBatchView } from '@/core/sources/qr-codes/batches/queries'
import { FunnelCells, FunnelHeads } from './funnel-cells'

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
        <FunnelHeads />
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
            <FunnelCells of={batch} />
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
