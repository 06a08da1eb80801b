import { Download } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ImportOutcomes } from '@/components/subscribers/import-outcomes'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { BrandContext } from '@/core/brands/scope'
import { listRowsToMend } from '@/core/sources/imports/queries'
import type { ImportView } from '@/core/sources/imports/schema'
import type { ImportState } from '@/db/states'
import { Follow } from './follow'

const shownRows = 50
const moving: readonly ImportState[] = ['checking', 'running', 'undoing']

/** What an import came to, or comes to now: progress, outcomes, and the rows that somebody has to mend. */
export async function Report({ ctx, view }: { ctx: BrandContext; view: ImportView }) {
  const t = await getTranslations('imports')
  const here = `/${ctx.scope.slug}/subscribers/imports/${view.id}`
  const isMoving = moving.includes(view.state)
  const toMend = view.state === 'failed' ? [] : await listRowsToMend(ctx, view.id, { limit: shownRows })
  return (
    <>
      {view.state === 'failed' && (
        <Section last>
          <Notice tone="danger">{t(`files.${view.problem ?? 'file-unreadable'}`)}</Notice>
        </Section>
      )}
      {view.state === 'uploading' && (
        <Section last>
          <Notice>{t('uploadBroken')}</Notice>
        </Section>
      )}
      {isMoving && (
        <Section title={t(`follow.${view.state}`)}>
          <Follow url={`${here}/progress`} initial={view} />
        </Section>
      )}
      {view.rows > 0 && (
        <Section
          title={t(view.rowsApplied > 0 ? 'whatItCameTo' : 'whatItWouldComeTo')}
          note={view.state === 'checked' && view.rowsApplied === 0 ? t('nothingChanged') : undefined}
          aside={
            view.state === 'checked' &&
            view.rowsApplied === 0 && (
              <Link href={`${here}?edit=1`} className="text-link">
                {t('changePlan')}
              </Link>
            )
          }
        >
          <ImportOutcomes rows={view.rows} outcomes={view.outcomes} />
        </Section>
      )}
      {toMend.length > 0 && (
        <Section
          title={t('rows.title')}
          note={toMend.length === shownRows ? t('rows.first', { count: shownRows }) : undefined}
          aside={
            <a href={`${here}/rows`} className="inline-flex items-center gap-1.5 text-link">
              <Download className="size-4" aria-hidden="true" />
              {t('rows.download')}
            </a>
          }
          last
        >
          <Table label={t('rows.title')} dense>
            <TableHead>
              <Th end>{t('rows.row')}</Th>
              <Th>{t('rows.problem')}</Th>
              <Th>{t('rows.cells')}</Th>
            </TableHead>
            <TableBody>
              {toMend.map((row) => (
                <Row key={row.rowNumber}>
                  <Td place="end" end>
                    {row.rowNumber}
                  </Td>
                  <Td place="main">{t(`problems.${row.problem}`)}</Td>
                  <Td place="sub" className="max-w-0 truncate text-muted">
                    <span dir="auto">{row.cells.join(' · ')}</span>
                  </Td>
                </Row>
              ))}
            </TableBody>
          </Table>
        </Section>
      )}
    </>
  )
}
