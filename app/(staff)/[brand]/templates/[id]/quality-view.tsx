import { getTranslations } from 'next-intl/server'
import { QualityBadge } from '@/components/ui/chip'
import { Num, Share, Time } from '@/components/ui/figures'
import { Section } from '@/components/ui/page'
import { StatStrip, StatTile } from '@/components/ui/stat-tiles'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { BrandContext } from '@/core/brands/scope'
import { getTemplateHistory } from '@/core/templates/history'
import type { QualityLevel, QualitySpan } from '@/core/templates/life-cycle'
import type { Template, TemplateCampaign } from '@/core/templates/queries'
import { QualityTimeline } from './quality-timeline'

const days = 60

/** A fall is shown beside the campaign that went out in the three days before it: what came before, not what caused it. */
const lookBackMs = 72 * 3_600_000
const rank: Record<QualityLevel, number> = { GREEN: 3, UNKNOWN: 3, YELLOW: 2, RED: 1, PAUSED: 0 }

type QualityViewProps = {
  ctx: BrandContext
  template: Template
  campaigns: TemplateCampaign[]
  timeZone: string
}

/** How WhatsApp rated the template, over what was sent with it and who left. */
export async function QualityView({ ctx, template, campaigns, timeZone }: QualityViewProps) {
  const [t, history] = await Promise.all([
    getTranslations('templates'),
    getTemplateHistory(ctx, template, { days, timeZone }),
  ])
  const { totals, spans, from, until } = history
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  const started = campaigns
    .flatMap(({ name, startedAt }) => (startedAt && startedAt >= from ? [{ name, at: startedAt }] : []))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const cameBefore = (span: QualitySpan, before: QualitySpan | undefined) => {
    if (!before || rank[span.level] >= rank[before.level]) return undefined
    const nth = started.findLastIndex(
      ({ at }) => at <= span.from && span.from.getTime() - at.getTime() < lookBackMs,
    )
    const campaign = started[nth]
    if (!campaign) return undefined
    const hours = Math.max(1, Math.round((span.from.getTime() - campaign.at.getTime()) / 3_600_000))
    return t('cameBefore', { nth: nth + 1, name: campaign.name, hours })
  }
  const withReasons = spans.map((span, nth) => ({
    span,
    why: span.reason ?? cameBefore(span, spans[nth - 1]),
  }))
  return (
    <>
      <StatStrip>
        <StatTile
          size="small"
          label={t('delivered')}
          value={<Num value={totals.delivered} />}
          before={t('lastDays', { days })}
        />
        <StatTile
          size="small"
          label={t('read')}
          value={<Share value={share(totals.read, totals.delivered)} />}
          before={<Num value={totals.read} />}
        />
        <StatTile
          size="small"
          label={t('optOuts')}
          value={<Num value={totals.optOuts} />}
          before={t.rich('ofDelivered', {
            share: () => <Share value={share(totals.optOuts, totals.delivered)} digits={2} />,
          })}
        />
        <StatTile
          size="small"
          label={t('failed')}
          value={<Num value={totals.failed} />}
          before={t.rich('ofSent', {
            share: () => <Share value={share(totals.failed, totals.accepted + totals.failed)} digits={2} />,
          })}
        />
      </StatStrip>
      <Section title={t('timeline', { days })}>
        <QualityTimeline history={history} campaigns={started} timeZone={timeZone} />
        {spans.every(({ level }) => level === 'UNKNOWN') && (
          <p className="mt-3 max-w-160 text-body text-muted">{t('noHistory')}</p>
        )}
      </Section>
      <Section title={t('asTable')} last>
        <Table label={t('asTable')}>
          <TableHead>
            <Th>{t('rating')}</Th>
            <Th>{t('from')}</Th>
            <Th>{t('until')}</Th>
            <Th>{t('why')}</Th>
          </TableHead>
          <TableBody>
            {withReasons.toReversed().map(({ span, why }) => (
              <Row key={span.from.toISOString()}>
                <Td place="main">
                  <QualityBadge score={span.level} />
                </Td>
                <Td place="sub">
                  <Time at={span.from} zone={timeZone} />
                </Td>
                <Td place="sub-end">
                  {span.until >= until ? t('now') : <Time at={span.until} zone={timeZone} />}
                </Td>
                {why ? (
                  <Td place="action">{why}</Td>
                ) : (
                  <Td>
                    <span className="text-muted">–</span>
                  </Td>
                )}
              </Row>
            ))}
          </TableBody>
        </Table>
      </Section>
    </>
  )
}
