import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Chip } from '@/components/ui/chip'
import { Num, Share } from '@/components/ui/figures'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { SilenceMark } from './silence'

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
        <Th end>{t('columns.scans')}</Th>
        <Th end>{p('columns.views')}</Th>
        <Th end>{t('columns.signUps')}</Th>
        <Th end>{t('columns.confirmed')}</Th>
        <Th end>{p('columns.subscribed')}</Th>
      </TableHead>
      <TableBody>
        {codes.map((code) => (
          <Row key={code.id}>
            <Td place="main">
              <span className="flex flex-wrap items-center gap-x-2">
                <RowLink href={`/${brand}/qr-codes/${code.id}`}>{code.label}</RowLink>
                <SilenceMark silence={code.silence} />
              </span>
            </Td>
            <Td>
              <StateChip code={code} />
            </Td>
            <Td>
              <span className="font-mono text-dense text-muted">
                {code.kind === 'meta' ? p('code.kindMeta') : `/q/${code.code}`}
              </span>
            </Td>
            <Td place="sub">{code.pageName}</Td>
            <Td place="end" end>
              <Num value={code.scans} /> <PhoneLabel>{t('columns.scans')}</PhoneLabel>
            </Td>
            <Td end>
              <Num value={code.views} />
            </Td>
            <Td place="sub-end" end>
              <Num value={code.optIns} /> <PhoneLabel>{t('columns.signUps')}</PhoneLabel>
            </Td>
            <Td end>
              <Share value={code.optIns === 0 ? null : code.confirmed / code.optIns} digits={0} />
            </Td>
            <Td end>
              <Num value={code.subscribed} />
            </Td>
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

/** On a phone the head of the table is gone, so each figure says what it is. */
export const PhoneLabel = ({ children }: { children: ReactNode }) => (
  <span className="hidden text-muted phone:inline">{children}</span>
)
