import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { CodeNameCell } from './code-name-cell'
import { FunnelCells, FunnelHeads } from './funnel-cells'

/** Codes with their funnel, one a row. */
export function CodeTable({ brand, label, codes }: { brand: string; label: string; codes: QrCodeView[] }) {
  const t = useTranslations('qr')
  const p = useTranslations('printing')
  return (
    <Table label={label}>
      <TableHead>
        <Th>{t('columns.label')}</Th>
        <Th>{t('columns.state')}</Th>
        <Th>{t('columns.code')}</Th>
        <Th>{t('columns.page')}</Th>
        <FunnelHeads />
      </TableHead>
      <TableBody>
        {codes.map((code) => (
          <Row key={code.id}>
            <CodeNameCell brand={brand} code={code} />
            <Td>
              <StateChip code={code} />
            </Td>
            <Td>
              <span className="font-mono text-dense text-muted">
                {code.kind === 'meta' ? p('code.kindMeta') : `/q/${code.code}`}
              </span>
            </Td>
            <Td place="sub">{code.pageName}</Td>
            <FunnelCells of={code} />
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

export function StateChip({ code }: { code: Pick<QrCodeView, 'state' | 'hasExpired'> }) {
  const t = useTranslations('qr.states')
  const p = useTranslations('printing.code')
  if (code.hasExpired) return <Chip tone="paused">{p('over')}</Chip>
  return <Chip tone={code.state === 'active' ? 'success' : 'paused'}>{t(code.state)}</Chip>
}
