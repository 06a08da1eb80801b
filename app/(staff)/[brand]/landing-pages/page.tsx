import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { Num, Share, Time } from '@/components/ui/figures'
import { formatTime } from '@/components/ui/format'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { listLandingPages } from '@/core/sources/landing-pages/queries'
import { may } from '@/core/staff/rules'
import type { PageState } from '@/db/states'

type PageProps = { params: Promise<{ brand: string }> }

const tones = { draft: 'neutral', published: 'success', unpublished: 'paused' } as const satisfies Record<
  PageState,
  string
>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages'))('title') }
}

export default async function LandingPagesPage({ params }: PageProps) {
  const { brand } = await params
  const ctx = await requireBrand(brand)
  const [t, p, locale, pages, { timeZone }] = await Promise.all([
    getTranslations('pages'),
    getTranslations('publishing'),
    getLocale(),
    listLandingPages(ctx),
    getBrand(ctx),
  ])
  const pictures = <ButtonLink href={`/${brand}/landing-pages/pictures`}>{t('pictures')}</ButtonLink>
  const make = may(ctx.scope.role, 'pages.write') && (
    <ButtonLink href={`/${brand}/landing-pages/new`} look="primary">
      <Plus className="size-4" aria-hidden="true" />
      {t('new')}
    </ButtonLink>
  )
  if (pages.length === 0) {
    return (
      <>
        <PageHeader title={t('title')} actions={pictures} />
        <EmptyState action={make}>{t('empty')}</EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {pictures}
            {make}
          </>
        }
      />
      <Section last>
        <Table label={t('title')}>
          <TableHead>
            <Th>{t('columns.name')}</Th>
            <Th>{t('columns.state')}</Th>
            <Th>{t('columns.link')}</Th>
            <Th end>{t('columns.optIns')}</Th>
            <Th end>{t('columns.confirmed')}</Th>
            <Th end>{t('columns.updated')}</Th>
          </TableHead>
          <TableBody>
            {pages.map((page) => (
              <Row key={page.id}>
                <Td place="main">
                  <RowLink href={`/${brand}/landing-pages/${page.id}`}>{page.name}</RowLink>
                </Td>
                <Td place="end">
                  {page.plannedAt && page.state !== 'published' ? (
                    <Chip tone="neutral">
                      {p('chips.planned', { moment: formatTime(locale, page.plannedAt, timeZone) })}
                    </Chip>
                  ) : (
                    <Chip tone={tones[page.state]}>{t(`states.${page.state}`)}</Chip>
                  )}
                </Td>
                <Td place="sub">
                  <span className="text-muted">/p/{page.slug}</span>
                </Td>
                <Td place="sub-end" end>
                  <Num value={page.optIns} />{' '}
                  <span className="hidden text-muted phone:inline">{t('columns.optIns')}</span>
                </Td>
                <Td end>
                  <Share value={page.optIns === 0 ? null : page.confirmed / page.optIns} digits={0} />
                </Td>
                <Td end>
                  <Time at={page.updatedAt} zone={timeZone} />
                </Td>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Section>
    </>
  )
}
