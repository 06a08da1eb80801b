import { useTranslations } from 'next-intl'
import { TickTwo } from '@/components/ui/marks'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { RefusedRow } from '@/core/sources/qr-codes/batches/rules'

export type Report = { good: number; bad: number; refused: RefusedRow[] }

/** What a list becomes: how many codes, and every row that is left out with its reason. */
export function ListReport({ report }: { report: Report }) {
  const t = useTranslations('printing.list')
  return (
    <section aria-live="polite" className="grid gap-2">
      <h2 className="text-section">{t('report')}</h2>
      <p className="flex items-center gap-2 text-body">
        {report.bad === 0 && <TickTwo className="text-accent" />}
        {t('good', { count: report.good })}. {t('bad', { count: report.bad })}.
      </p>
      {report.refused.length > 0 && (
        <Table label={t('bad', { count: report.bad })} dense>
          <TableHead>
            <Th>{t('row')}</Th>
            <Th>{t('place')}</Th>
            <Th>{t('why')}</Th>
          </TableHead>
          <TableBody>
            {report.refused.map(({ row, label, problem, sameAs }) => (
              <Row key={row}>
                <Td place="end">{row}</Td>
                <Td place="main">
                  <span className="wrap-anywhere">{label || '–'}</span>
                </Td>
                <Td place="sub">{t(`problem.${problem}`, { row: sameAs ?? 0 })}</Td>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
      {report.bad > report.refused.length && (
        <p className="text-dense text-muted">{t('more', { count: report.bad - report.refused.length })}</p>
      )}
    </section>
  )
}
