import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { Time } from '@/components/ui/figures'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { listVersions } from '@/core/sources/landing-pages/queries'
import { may } from '@/core/staff/rules'
import { loadPage } from './load-page'
import { Plans } from './plans'
import { VersionChip } from './version-chip'
import { VersionTabs } from './version-tabs'

type PageProps = { params: Promise<{ brand: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages'))('versions.title') }
}

export default async function VersionsPage({ params }: PageProps) {
  const { ctx, brand, page } = await loadPage(params)
  const [t, p, versions] = await Promise.all([
    getTranslations('pages'),
    getTranslations('publishing'),
    listVersions(ctx, page.id),
  ])
  const here = `/${brand}/landing-pages/${page.id}`
  const [newest, before] = versions
  return (
    <>
      <PageHeader
        title={t('versions.title')}
        parent={{ href: here, label: page.name }}
        actions={
          newest &&
          before && (
            <ButtonLink href={`${here}/versions/compare?before=${before.version}&after=${newest.version}`}>
              {p('compare.press')}
            </ButtonLink>
          )
        }
      />
      <VersionTabs here={`${here}/versions`} current="versions" />
      <Plans
        brand={brand}
        pageId={page.id}
        plans={page.plans}
        timeZone={page.timeZone}
        mayPublish={may(ctx.scope.role, 'pages.publish')}
      />
      {versions.length === 0 ? (
        <EmptyState>{t('versions.empty')}</EmptyState>
      ) : (
        <Section last>
          <Table label={t('versions.title')}>
            <TableHead>
              <Th>{t('versions.title')}</Th>
              <Th>{t('columns.state')}</Th>
              <Th>{t('versions.by')}</Th>
              <Th end>{p('made')}</Th>
            </TableHead>
            <TableBody>
              {versions.map((version) => (
                <Row key={version.id}>
                  <Td place="main">
                    <RowLink href={`${here}/versions/${version.version}`}>
                      {t('versions.number', { version: version.version })}
                    </RowLink>
                  </Td>
                  <Td place="end">
                    <VersionChip version={version} timeZone={page.timeZone} />
                  </Td>
                  <Td place="sub">{version.publishedBy ?? t('versions.machine')}</Td>
                  <Td place="sub-end" end>
                    <Time at={version.publishedAt} zone={page.timeZone} />
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
