import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { QualityBadge } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { TemplateCategory, TemplateStatusChip } from '@/components/whatsapp/template-status'
import { getBrand } from '@/core/brands/queries'
import { getAccount } from '@/core/providers/accounts'
import { may } from '@/core/staff/rules'
import { countTemplatesFromBefore } from '@/core/templates/by-hand/take-along'
import { listTemplates, listTemplateWeeks } from '@/core/templates/queries'
import { ReadLine } from './read-line'
import { SyncButton } from './sync-button'
import { TakeAlong } from './take-along'

const weeks = 8

type PageProps = { params: Promise<{ brand: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations('templates'))('title') }
}

export default async function Page({ params }: PageProps) {
  const { brand } = await params
  const ctx = await requireBrand(brand)
  const [t, tForm, templates, account, { timeZone }, fromBefore] = await Promise.all([
    getTranslations('templates'),
    getTranslations('templateForm'),
    listTemplates(ctx),
    getAccount(ctx),
    getBrand(ctx),
    countTemplatesFromBefore(ctx),
  ])
  const reads = await listTemplateWeeks(
    ctx,
    templates.map(({ id }) => id),
    weeks,
  )
  const mayBring = may(ctx.scope.role, 'templates.sync') && account !== undefined
  // CM.com lists none: staff copy them from there.
  const isByHand = account?.provider === 'cm'
  const bring = (look: 'plain' | 'primary') =>
    isByHand ? (
      <ButtonLink href={`/${brand}/templates/new`} look="primary">
        {tForm('new')}
      </ButtonLink>
    ) : (
      <SyncButton brand={brand} look={look} />
    )
  const isEmpty = templates.length === 0
  return (
    <>
      <PageHeader
        title={t('title')}
        note={
          account && !isByHand && !isEmpty ? (
            account.syncedAt ? (
              <>
                {t('syncedAt')} <Time at={account.syncedAt} zone={timeZone} />
              </>
            ) : (
              t('neverSynced')
            )
          ) : undefined
        }
        actions={mayBring && !isEmpty ? bring('plain') : undefined}
      />
      {mayBring && fromBefore > 0 && (
        <div className="px-6 pt-5 phone:px-4">
          <TakeAlong brand={brand} count={fromBefore} />
        </div>
      )}
      {!account ? (
        <EmptyState
          action={
            <ButtonLink href={`/${brand}/settings`} look="primary">
              {t('connect')}
            </ButtonLink>
          }
        >
          {t('noAccount')}
        </EmptyState>
      ) : isEmpty ? (
        <EmptyState action={mayBring ? bring('primary') : undefined}>
          {isByHand ? tForm('empty') : t(mayBring ? 'empty' : 'emptyViewer')}
        </EmptyState>
      ) : (
        <Section last>
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('name')}</Th>
              <Th>{t('language')}</Th>
              <Th>{t('category')}</Th>
              <Th>{t('state')}</Th>
              <Th>{t('quality')}</Th>
              <Th>{t('reads')}</Th>
            </TableHead>
            <TableBody>
              {templates.map((template) => (
                <Row key={template.id}>
                  <Td place="main">
                    <RowLink href={`/${brand}/templates/${template.id}`}>{template.name}</RowLink>
                  </Td>
                  <Td>{template.language}</Td>
                  <Td>
                    <TemplateCategory category={template.category} />
                  </Td>
                  <Td place="sub">
                    <TemplateStatusChip status={template.status} />
                  </Td>
                  <Td place="end">
                    <QualityBadge score={template.qualityScore} />
                  </Td>
                  <Td place="sub-end">
                    <ReadLine
                      weeks={reads.filter(({ templateId }) => templateId === template.id)}
                      of={weeks}
                    />
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
