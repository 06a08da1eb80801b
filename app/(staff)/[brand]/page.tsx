import { GitCompareArrows } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ChartFrame, Key } from '@/components/charts/chart-frame'
import { DailyChart } from '@/components/charts/daily-chart'
import { FiguresTable } from '@/components/overview/figures-table'
import { GoingOut } from '@/components/overview/going-out'
import { NeedsYou } from '@/components/overview/needs-you'
import { QualityTimeline } from '@/components/overview/quality-timeline'
import { Sources } from '@/components/overview/sources'
import { TemplateList } from '@/components/overview/template-list'
import { Tiles } from '@/components/overview/tiles'
import { ButtonLink } from '@/components/ui/button-link'
import { formatTime } from '@/components/ui/format'
import { Columns, EmptyState, PageHeader } from '@/components/ui/page'
import { Segments } from '@/components/ui/tabs'
import {
  type OverviewMetric,
  overviewDays,
  overviewMetrics,
  overviewViewSchema,
} from '@/core/insights/schema'
import { loadOverview } from './overview-facts'

type PageProps = {
  params: Promise<{ brand: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') }
}

export default async function OverviewPage({ params, searchParams }: PageProps) {
  const { brand } = await params
  const { days, metric } = overviewViewSchema.parse(await searchParams)
  const ctx = await requireBrand(brand)
  const [facts, t, locale] = await Promise.all([
    loadOverview(ctx, { days, metric }),
    getTranslations('overview'),
    getLocale(),
  ])
  const { period, zone, chart } = facts
  const hrefTo = (view: { days?: number; metric?: OverviewMetric }) =>
    `/${brand}?${new URLSearchParams({ metric: view.metric ?? metric, days: String(view.days ?? days) })}`
  const header = (
    <PageHeader
      title={t('title')}
      hideOnPhone
      note={
        <span className="inline-block first-letter:uppercase">
          {formatTime(locale, ctx.now, zone, 'long-moment')}
        </span>
      }
      actions={
        <>
          <span className="flex items-center gap-1.5 text-control text-muted narrow:hidden">
            <GitCompareArrows className="size-4" aria-hidden="true" />
            {t('comparedWith', { days })}
          </span>
          <PeriodChoice
            days={days}
            hrefTo={hrefTo}
            label={t('period')}
            words={(count) => t('days', { days: count })}
          />
        </>
      }
    />
  )
  if (!facts.steps.hasOptIns) {
    const step = facts.steps.hasPublishedPage
      ? { words: t('empty.noOptIns'), action: t('empty.makeCode'), href: `/${brand}/qr-codes` }
      : { words: t('empty.noPage'), action: t('empty.makePage'), href: `/${brand}/landing-pages/new` }
    return (
      <>
        <PageHeader title={t('title')} />
        <NeedsYou rows={facts.attention} />
        <EmptyState
          action={
            <ButtonLink href={step.href} look="primary">
              {step.action}
            </ButtonLink>
          }
        >
          {step.words}
        </EmptyState>
      </>
    )
  }
  const title = t(`chartTitle.${metric}`)
  const hrefOf = Object.fromEntries(overviewMetrics.map((one) => [one, hrefTo({ metric: one })])) as Record<
    OverviewMetric,
    string
  >
  return (
    <>
      {header}
      <NeedsYou rows={facts.attention} />
      <div className="hidden border-b border-border px-4 py-2 phone:flex">
        <PeriodChoice
          days={days}
          hrefTo={hrefTo}
          label={t('period')}
          words={(count) => t('days', { days: count })}
        />
      </div>
      <Tiles summary={facts.summary} chosen={metric} hrefOf={hrefOf} />
      <Columns
        side={
          <>
            <GoingOut rows={facts.goingOut} zone={facts.zoneWords} />
            <TemplateList
              rows={facts.templates}
              total={facts.templateCount}
              allHref={`/${brand}/templates`}
            />
          </>
        }
      >
        <ChartFrame
          title={title}
          legend={
            <>
              {metric === 'optIns' && <Key className="bg-chart-1">{t('chart.optIns')}</Key>}
              {metric === 'optIns' && <Key className="bg-chart-2">{t('chart.optOuts')}</Key>}
              <Key dotted>{t('chart.daysBefore', { days: period.days })}</Key>
            </>
          }
          chart={
            <DailyChart
              metric={metric}
              points={chart.points}
              marks={chart.marks}
              summary={t('chart.summary', { title, days, figure: chart.figure })}
            />
          }
          table={<FiguresTable metric={metric} points={chart.points} marks={chart.marks} />}
        />
        <Sources rows={facts.sources} />
        {facts.timeline.rows.length > 0 && <QualityTimeline {...facts.timeline} zone={zone} />}
      </Columns>
    </>
  )
}

type PeriodChoiceProps = {
  days: number
  hrefTo: (view: { days: number }) => string
  label: string
  words: (days: number) => string
}

const PeriodChoice = ({ days, hrefTo, label, words }: PeriodChoiceProps) => (
  <Segments
    label={label}
    items={overviewDays.map((count) => ({
      href: hrefTo({ days: count }),
      label: words(count),
      isCurrent: count === days,
    }))}
  />
)
