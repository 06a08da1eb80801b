import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { CodeNameCell } from './code-name-cell'
import { FunnelCells, FunnelHeads } from './funnel-cells'

export type Ticking = {
  ticked: ReadonlySet<string>
  onTick: (id: string, isTicked: boolean) => void
  onTickAll: (isTicked: boolean) => void
}

type CodeTableProps = { brand: string; label: string; codes: QrCodeView[]; ticking?: Ticking }

/** Codes with their funnel, one a row; with boxes to tick where something can be done with several. */
export function CodeTable({ brand, label, codes, ticking }: CodeTableProps) {
  const t = useTranslations('qr')
  const p = useTranslations('printing')
  const c = useTranslations('chosenCodes')
  return (
    <Table label={label}>
      <TableHead>
        {ticking && (
          <Th>
            <input
              type="checkbox"
              className="tick-box"
              aria-label={c('all')}
              checked={codes.length > 0 && ticking.ticked.size === codes.length}
              onChange={(event) => ticking.onTickAll(event.target.checked)}
            />
          </Th>
        )}
        <Th>{t('columns.label')}</Th>
        <Th>{t('columns.state')}</Th>
        <Th>{t('columns.code')}</Th>
        <Th>{t('columns.page')}</Th>
        <FunnelHeads />
      </TableHead>
      <TableBody>
        {codes.map((code) => (
          <Row key={code.id} {...(ticking && { isSelected: ticking.ticked.has(code.id) })}>
            {ticking && (
              <Td>
                <input
                  type="checkbox"
                  className="tick-box row-actions"
                  aria-label={c('tick', { place: code.label })}
                  checked={ticking.ticked.has(code.id)}
                  onChange={(event) => ticking.onTick(code.id, event.target.checked)}
                />
              </Td>
            )}
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
