import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Num, Time } from '@/components/ui/figures'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { listInvitations } from '@/core/sources/invitations/queries'
import { may } from '@/core/staff/rules'
import { StateChip } from './state-chip'

export async function generateMetadata() {
  return { title: (await getTranslations('invitations'))('title') }
}

export default async function InvitationsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const { slug, role } = ctx.scope
  const [t, brand, invitations] = await Promise.all([
    getTranslations('invitations'),
    getBrand(ctx),
    listInvitations(ctx),
  ])
  const make = may(role, 'campaigns.schedule') && (
    <ButtonLink href={`/${slug}/invitations/new`} look="primary">
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={invitations.length > 0 && make} />
      {invitations.length === 0 ? (
        <EmptyState action={make}>{t('empty')}</EmptyState>
      ) : (
        <div className="px-6 pt-2.5 phone:px-4 phone:pt-0">
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('name')}</Th>
              <Th>{t('channel')}</Th>
              <Th>{t('state')}</Th>
              <Th end>{t('people')}</Th>
              <Th end>{t('started')}</Th>
            </TableHead>
            <TableBody>
              {invitations.map((one) => (
                <Row key={one.id}>
                  <Td place="main">
                    <RowLink href={`/${slug}/invitations/${one.id}`}>{one.name}</RowLink>
                  </Td>
                  <Td>{t(`channels.${one.channel}`)}</Td>
                  <Td place="end">
                    <StateChip state={one.state} />
                  </Td>
                  <Td place="sub-end" end>
                    <Num value={one.people} />
                  </Td>
                  <Td place="sub" end className="text-muted">
                    <Time at={one.createdAt} zone={brand.timeZone} />
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
