import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { getLandingPage, listVersions } from '@/core/sources/landing-pages/queries'

type PageProps = { params: Promise<{ brand: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages'))('versions.title') }
}

export default async function VersionsPage({ params }: PageProps) {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  const page = await getLandingPage(ctx, id).catch(() => notFound())
  const [t, versions, { timeZone }] = await Promise.all([
    getTranslations('pages'),
    listVersions(ctx, id),
    getBrand(ctx),
  ])
  const here = `/${brand}/landing-pages/${id}`
  return (
    <>
      <PageHeader title={t('versions.title')} parent={{ href: here, label: page.name }} />
      {versions.length === 0 ? (
        <EmptyState>{t('versions.empty')}</EmptyState>
      ) : (
        <Section last>
          <Table label={t('versions.title')}>
            <TableHead>
              <Th>{t('versions.title')}</Th>
              <Th>{t('columns.state')}</Th>
              <Th>{t('versions.by')}</Th>
              <Th end>{t('versions.at')}</Th>
            </TableHead>
            <TableBody>
              {versions.map((version) => (
                <Row key={version.id}>
                  <Td place="main">
                    <RowLink href={`${here}/versions/${version.id}`}>
                      {t('versions.number', { version: version.version })}
                    </RowLink>
                  </Td>
                  <Td place="end">{version.isLive && <Chip tone="success">{t('versions.live')}</Chip>}</Td>
                  <Td place="sub">{version.publishedBy ?? t('versions.machine')}</Td>
                  <Td place="sub-end" end>
                    <Time at={version.publishedAt} zone={timeZone} />
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
