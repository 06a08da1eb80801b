import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Time } from '@/components/ui/figures'
import { PageHeader, Section } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { type HistoryRow, listPageHistory } from '@/core/sources/landing-pages/versions/history'
import { loadPage } from '../load-page'
import { VersionTabs } from '../version-tabs'

type PageProps = { params: Promise<{ brand: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('publishing.views'))('history') }
}

/** Numbers of versions in the details of an event, for its words. */
const numbersOf = ({ details }: HistoryRow) => {
  const number = (name: string) => Number(details[name] ?? 0)
  return {
    version: number('version'),
    to: number('to'),
    versionA: number('versionA'),
    share: number('shareB'),
    winner: details.winner === 'b' ? 'B' : 'A',
    state: details.state === 'refused' ? 'refused' : 'done',
  }
}

export default async function HistoryPage({ params }: PageProps) {
  const { ctx, brand, page } = await loadPage(params)
  const [t, old, history] = await Promise.all([
    getTranslations('publishing'),
    getTranslations('pages'),
    listPageHistory(ctx, page.id),
  ])
  const here = `/${brand}/landing-pages/${page.id}`
  return (
    <>
      <PageHeader title={old('versions.title')} parent={{ href: here, label: page.name }} />
      <VersionTabs here={`${here}/versions`} current="history" />
      <Section last>
        <Table label={t('views.history')}>
          <TableHead>
            <Th>{t('history.what')}</Th>
            <Th>{old('versions.by')}</Th>
            <Th end>{t('history.when')}</Th>
          </TableHead>
          <TableBody>
            {history.map((row) => (
              <Row key={row.id}>
                <Td place="main">{t(`history.events.${row.event}`, numbersOf(row))}</Td>
                <Td place="sub">{row.by ?? t('history.machine')}</Td>
                <Td place="sub-end" end>
                  <Time at={row.at} zone={page.timeZone} />
                </Td>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Section>
    </>
  )
}
