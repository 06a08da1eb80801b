import { getTranslations } from 'next-intl/server'
import { CampaignStateChip } from '@/components/campaigns/state-chip'
import { ButtonLink } from '@/components/ui/button-link'
import { Time } from '@/components/ui/figures'
import { EmptyState, Section } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { BrandContext } from '@/core/brands/scope'
import { may } from '@/core/staff/rules'
import type { TemplateCampaign } from '@/core/templates/queries'

type CampaignsViewProps = { ctx: BrandContext; campaigns: TemplateCampaign[]; timeZone: string }

/** The campaigns that sent this template, or will. */
export async function CampaignsView({ ctx, campaigns, timeZone }: CampaignsViewProps) {
  const t = await getTranslations('templates.campaigns')
  const { slug, role } = ctx.scope
  if (campaigns.length === 0) {
    return (
      <EmptyState
        action={
          may(role, 'campaigns.write') ? (
            <ButtonLink href={`/${slug}/campaigns/new`}>{t('new')}</ButtonLink>
          ) : undefined
        }
      >
        {t('empty')}
      </EmptyState>
    )
  }
  return (
    <Section last>
      <Table label={t('name')}>
        <TableHead>
          <Th>{t('name')}</Th>
          <Th>{t('state')}</Th>
          <Th end>{t('when')}</Th>
        </TableHead>
        <TableBody>
          {campaigns.map(({ id, name, state, startedAt, scheduledAt }) => {
            const at = startedAt ?? scheduledAt
            return (
              <Row key={id}>
                <Td place="main">
                  <RowLink href={`/${slug}/campaigns/${id}`}>{name}</RowLink>
                </Td>
                <Td place="end">
                  <CampaignStateChip state={state} />
                </Td>
                <Td place="sub" end>
                  {at ? (
                    <Time at={at} zone={timeZone} />
                  ) : (
                    <span className="text-muted">{t('notPlanned')}</span>
                  )}
                </Td>
              </Row>
            )
          })}
        </TableBody>
      </Table>
    </Section>
  )
}
