import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ImportStateChip } from '@/components/subscribers/import-state'
import { ButtonLink } from '@/components/ui/button-link'
import { Num, Time } from '@/components/ui/figures'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { listImports } from '@/core/sources/imports/queries'
import { may } from '@/core/staff/rules'

type PageProps = { params: Promise<{ brand: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') }
}

export default async function ImportsPage({ params }: PageProps) {
  const { brand: slug } = await params
  const ctx = await requireBrand(slug)
  if (!may(ctx.scope.role, 'subscribers.import')) notFound()
  const [t, words, imports, brand] = await Promise.all([
    getTranslations('imports'),
    getTranslations('subscribers'),
    listImports(ctx),
    getBrand(ctx),
  ])
  const here = `/${slug}/subscribers/imports`
  const add = (
    <ButtonLink href={`${here}/new`} look="primary">
      <Plus className="size-4" aria-hidden="true" />
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        parent={{ href: `/${slug}/subscribers`, label: words('title') }}
        actions={imports.length > 0 && add}
      />
      {imports.length === 0 ? (
        <EmptyState action={add}>{t('empty')}</EmptyState>
      ) : (
        <div className="px-6 pt-2.5 phone:px-4 phone:pt-0">
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('file')}</Th>
              <Th>{t('state')}</Th>
              <Th>{t('by')}</Th>
              <Th end>{t('rowCount')}</Th>
              <Th end>{t('cameIn')}</Th>
              <Th end>{t('when')}</Th>
            </TableHead>
            <TableBody>
              {imports.map((each) => (
                <Row key={each.id}>
                  <Td place="main">
                    <RowLink href={`${here}/${each.id}`}>{each.fileName}</RowLink>
                  </Td>
                  <Td place="end">
                    <ImportStateChip state={each.state} />
                  </Td>
                  <Td>{each.staffName ?? '-'}</Td>
                  <Td end>{each.rows > 0 ? <Num value={each.rows} /> : '-'}</Td>
                  <Td end>{each.rowsApplied > 0 ? <Num value={each.rowsApplied} /> : '-'}</Td>
                  <Td place="sub" end>
                    <Time at={each.createdAt} zone={brand.timeZone} />
                  </Td>
                </Row>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </>
  )
}
