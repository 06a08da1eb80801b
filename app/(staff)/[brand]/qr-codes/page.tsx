import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { Num, Share } from '@/components/ui/figures'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { listQrCodes } from '@/core/sources/qr-codes/queries'
import { may } from '@/core/staff/rules'

type PageProps = { params: Promise<{ brand: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('qr'))('title') }
}

export default async function QrCodesPage({ params }: PageProps) {
  const { brand } = await params
  const ctx = await requireBrand(brand)
  const [t, codes] = await Promise.all([getTranslations('qr'), listQrCodes(ctx)])
  const make = may(ctx.scope.role, 'qr-codes.write') && (
    <ButtonLink href={`/${brand}/qr-codes/new`} look="primary">
      <Plus className="size-4" aria-hidden="true" />
      {t('new')}
    </ButtonLink>
  )
  if (codes.length === 0) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState action={make}>{t('empty')}</EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('title')} actions={make} />
      <Section last>
        <Table label={t('title')}>
          <TableHead>
            <Th>{t('columns.label')}</Th>
            <Th>{t('columns.state')}</Th>
            <Th>{t('columns.code')}</Th>
            <Th>{t('columns.page')}</Th>
            <Th end>{t('columns.scans')}</Th>
            <Th end>{t('columns.signUps')}</Th>
            <Th end>{t('columns.confirmed')}</Th>
          </TableHead>
          <TableBody>
            {codes.map((code) => (
              <Row key={code.id}>
                <Td place="main">
                  <RowLink href={`/${brand}/qr-codes/${code.id}`}>{code.label}</RowLink>
                </Td>
                <Td>
                  <Chip tone={code.state === 'active' ? 'success' : 'paused'}>
                    {t(`states.${code.state}`)}
                  </Chip>
                </Td>
                <Td>
                  <span className="font-mono text-dense text-muted">/q/{code.code}</span>
                </Td>
                <Td place="sub">{code.pageName}</Td>
                <Td place="end" end>
                  <Num value={code.scans} /> <PhoneLabel>{t('columns.scans')}</PhoneLabel>
                </Td>
                <Td place="sub-end" end>
                  <Num value={code.optIns} /> <PhoneLabel>{t('columns.signUps')}</PhoneLabel>
                </Td>
                <Td end>
                  <Share value={code.optIns === 0 ? null : code.confirmed / code.optIns} digits={0} />
                </Td>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Section>
    </>
  )
}

/** On a phone the head of the table is gone, so each figure says what it is. */
const PhoneLabel = ({ children }: { children: ReactNode }) => (
  <span className="hidden text-muted phone:inline">{children}</span>
)
