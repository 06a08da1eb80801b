'use client'

import { useTranslations } from 'next-intl'
import { Chip, type Tone } from '@/components/ui/chip'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { ImportedLine, SuppressionImport } from '@/core/consent/import-suppressions'

type ImportReportProps = { report: SuppressionImport & { total: number } }

const tones: Partial<Record<ImportedLine['outcome'], Tone>> = {
  added: 'success',
  already: 'neutral',
  twice: 'neutral',
  'came-back': 'accent',
}

/** What became of each line, those with trouble first. The counts add up to all lines. */
export function ImportReport({ report: { lines, counts, total } }: ImportReportProps) {
  const t = useTranslations('suppression')
  const outcomes = Object.entries(counts) as [ImportedLine['outcome'], number][]
  return (
    <section className="mt-5 border-t border-border pt-4" aria-label={t('report')}>
      <p role="status" className="text-body font-strong">
        {t('reportTotal', { count: total })}
      </p>
      <ul className="mt-2 grid gap-1 text-control">
        {outcomes.map(([outcome, count]) => (
          <li key={outcome} className="flex items-baseline justify-between gap-3">
            <span>{t(`outcomes.${outcome}`)}</span>
            <span>{count}</span>
          </li>
        ))}
      </ul>
      <div className="mt-4">
        <Table label={t('reportLines')} dense>
          <TableHead>
            <Th>{t('line')}</Th>
            <Th>{t('number')}</Th>
            <Th>{t('outcome')}</Th>
          </TableHead>
          <TableBody>
            {lines.map((line) => (
              <Row key={line.line}>
                <Td place="end">{line.line}</Td>
                <Td place="main" className="wrap-anywhere">
                  {line.said || '–'}
                </Td>
                <Td place="sub">
                  <Chip tone={tones[line.outcome] ?? 'danger'}>{t(`short.${line.outcome}`)}</Chip>
                </Td>
              </Row>
            ))}
          </TableBody>
        </Table>
      </div>
      {total > lines.length && (
        <p className="mt-2 text-caption text-muted">{t('reportFirst', { count: lines.length })}</p>
      )}
    </section>
  )
}
