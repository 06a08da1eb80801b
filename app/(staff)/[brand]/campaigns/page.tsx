import { Plus } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { CampaignStateChip } from '@/components/campaigns/state-chip'
import { ButtonLink } from '@/components/ui/button-link'
import { Num, Share, Time } from '@/components/ui/figures'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { getBrand } from '@/core/brands/queries'
import {
  type CampaignGroup,
  type CampaignRow,
  campaignGroups,
  countCampaigns,
  listCampaigns,
} from '@/core/campaigns/queries'
import { may } from '@/core/staff/rules'

type Props = { params: Promise<{ brand: string }>; searchParams: Promise<{ show?: string | string[] }> }

const groups = Object.keys(campaignGroups) as CampaignGroup[]

export default async function Page({ params, searchParams }: Props) {
  const [{ brand }, { show }] = await Promise.all([params, searchParams])
  const group = groups.find((one) => one === show) ?? 'all'
  const ctx = await requireBrand(brand)
  const [t, { timeZone }, rows, counts] = await Promise.all([
    getTranslations('campaigns'),
    getBrand(ctx),
    listCampaigns(ctx, { group }),
    countCampaigns(ctx),
  ])
  const base = `/${brand}/campaigns`
  const mayWrite = may(ctx.scope.role, 'campaigns.write')
  const start = mayWrite && (
    <ButtonLink href={`${base}/new`} look="primary">
      <Plus className="size-4" aria-hidden="true" />
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={start} />
      {counts.all > 0 && (
        <Tabs
          label={t('show')}
          items={groups.map((one) => ({
            href: one === 'all' ? base : `${base}?show=${one}`,
            label: t(`groups.${one}`),
            count: <Num value={counts[one]} />,
            isCurrent: one === group,
          }))}
        />
      )}
      {counts.all === 0 ? (
        <EmptyState action={start}>{t(mayWrite ? 'empty' : 'emptyViewer')}</EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState>{t(`emptyGroup.${group === 'all' ? 'drafts' : group}`)}</EmptyState>
      ) : (
        <Section last>
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('columns.name')}</Th>
              <Th>{t('columns.state')}</Th>
              <Th>{t('columns.when')}</Th>
              <Th end>{t('columns.people')}</Th>
              <Th end>{t('columns.delivered')}</Th>
              <Th end>{t('columns.read')}</Th>
              <Th end>{t('columns.optOuts')}</Th>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <CampaignLine key={row.id} row={row} base={base} zone={timeZone} />
              ))}
            </TableBody>
          </Table>
        </Section>
      )}
    </>
  )
}

async function CampaignLine({ row, base, zone }: { row: CampaignRow; base: string; zone: string }) {
  const locale = (await getLocale()) === 'en' ? 'en' : 'nl'
  const t = await getTranslations('campaigns')
  const at = row.startedAt ?? (row.state === 'draft' ? null : row.scheduledAt)
  const hasStarted = row.startedAt !== null
  const dash = <span className="text-muted">–</span>
  return (
    <Row>
      <Td place="main">
        <RowLink href={`${base}/${row.id}${row.state === 'draft' ? '/edit' : ''}`}>{row.name}</RowLink>
        <span className="block text-caption font-normal text-muted phone:hidden">
          {row.topicName[locale]} · {row.templateName} ({row.templateLanguage})
        </span>
      </Td>
      <Td place="end">
        <CampaignStateChip state={row.state} />
      </Td>
      <Td place="sub">
        {at ? (
          <Time at={at} zone={zone} />
        ) : (
          <span className="text-muted">
            {t('changedAt')} <Time at={row.updatedAt} zone={zone} kind="day" />
          </span>
        )}
      </Td>
      <Td end>{hasStarted ? <Num value={row.people} /> : dash}</Td>
      <Td place="sub-end" end>
        {hasStarted ? <Share value={row.people > 0 ? row.delivered / row.people : null} /> : dash}
      </Td>
      <Td end>{hasStarted ? <Share value={row.delivered > 0 ? row.read / row.delivered : null} /> : dash}</Td>
      <Td end>
        {hasStarted ? (
          <>
            <Num value={row.optOuts} />
            {row.delivered > 0 && row.optOuts > 0 && (
              <span className="text-muted">
                {' '}
                (<Share value={row.optOuts / row.delivered} />)
              </span>
            )}
          </>
        ) : (
          dash
        )}
      </Td>
    </Row>
  )
}
