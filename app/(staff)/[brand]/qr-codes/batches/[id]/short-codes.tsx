import { useTranslations } from 'next-intl'
import { Num, Share } from '@/components/ui/figures'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { SilenceMark } from '../../silence'

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
            <Td place="main">
              <span className="flex flex-wrap items-center gap-x-2">
                <RowLink href={`/${brand}/qr-codes/${code.id}`}>{code.label}</RowLink>
                <SilenceMark silence={code.silence} />
              </span>
            </Td>
            <Td place="end" end>
              <Num value={code.scans} />
            </Td>
            <Td place="sub-end" end>
              <Num value={code.optIns} />
            </Td>
            <Td end>
              <Share value={code.optIns === 0 ? null : code.confirmed / code.optIns} digits={0} />
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
