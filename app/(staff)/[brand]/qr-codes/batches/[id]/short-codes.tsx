import { useTranslations } from 'next-intl'
import { Num } from '@/components/ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { CodeNameCell } from '../../code-name-cell'
import { ConfirmedCell } from '../../funnel-cells'

/** The first codes of a batch, with what matters most of each. */
export function ShortCodes({ brand, label, codes }: { brand: string; label: string; codes: QrCodeView[] }) {
  const t = useTranslations('qr.columns')
  return (
    <Table label={label} dense>
      <TableHead>
        <Th>{t('label')}</Th>
        <Th end>{t('scans')}</Th>
        <Th end>{t('signUps')}</Th>
        <Th end>{t('confirmed')}</Th>
      </TableHead>
      <TableBody>
        {codes.map((code) => (
          <Row key={code.id}>
            <CodeNameCell brand={brand} code={code} />
            <Td place="end" end>
              <Num value={code.scans} />
            </Td>
            <Td place="sub-end" end>
              <Num value={code.optIns} />
            </Td>
            <ConfirmedCell of={code} />
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
