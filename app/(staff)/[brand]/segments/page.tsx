import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Time } from '@/components/ui/figures'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { may } from '@/core/staff/rules'
import { listSegments } from '@/core/subscribers/segments/queries'
import { countRules } from '@/core/subscribers/segments/schema'

export async function generateMetadata() {
  return { title: (await getTranslations('segments'))('title') }
}

export default async function SegmentsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const { slug, role } = ctx.scope
  const [t, brand, segments] = await Promise.all([
    getTranslations('segments'),
    getBrand(ctx),
    listSegments(ctx),
  ])
  const make = may(role, 'campaigns.write') && (
    <ButtonLink href={`/${slug}/segments/new`} look="primary">
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={segments.length > 0 && make} />
      {segments.length === 0 ? (
        <EmptyState action={make}>{t('empty')}</EmptyState>
      ) : (
        <div className="px-6 pt-2.5 phone:px-4 phone:pt-0">
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('name')}</Th>
              <Th end>{t('rules')}</Th>
              <Th end>{t('changed')}</Th>
              <Th end>{t('people')}</Th>
            </TableHead>
            <TableBody>
              {segments.map((segment) => (
                <Row key={segment.id}>
                  <Td place="main">
                    <RowLink href={`/${slug}/segments/${segment.id}`}>{segment.name}</RowLink>
                  </Td>
                  <Td place="sub" end className="text-muted">
                    {t('ruleCount', { count: countRules(segment.rules) })}
                  </Td>
                  <Td place="end" end className="text-muted">
                    <Time at={segment.updatedAt} zone={brand.timeZone} kind="day" />
                  </Td>
                  <Td place="sub-end" end>
                    <span className="row-actions">
                      <ButtonLink
                        href={`/${slug}/subscribers?segment=${segment.id}`}
                        size="row"
                        aria-label={t('seePeopleOf', { name: segment.name })}
                      >
                        {t('seePeople')}
                      </ButtonLink>
                    </span>
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
