import {
  CalendarClock,
  CirclePause,
  CircleQuestionMark,
  CloudOff,
  MessageCircleQuestionMark,
  OctagonX,
  QrCode,
  ShieldAlert,
  Ticket,
  TriangleAlert,
} from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { GoingOutRow } from '@/components/overview/going-out'
import type { NeedsYouRow } from '@/components/overview/needs-you'
import { formatNumber, formatShare, formatTime } from '@/components/ui/format'
import type { BrandContext } from '@/core/brands/scope'
import { type Attention, listAttention } from '@/core/insights/attention'
import { rollingShare, seriesOf } from '@/core/insights/figures'
import { type GoingOut, listGoingOut } from '@/core/insights/going-out'
import {
  type DailyFigures,
  getDailyFigures,
  getFirstSteps,
  getPeriod,
  listCampaignMarks,
  listSources,
} from '@/core/insights/queries'
import type { OverviewDays, OverviewMetric } from '@/core/insights/schema'
import { getQualityTimeline, listTemplateQuality } from '@/core/insights/template-quality'
import { accountNoticeRow } from './account-notice-row'

type View = { days: OverviewDays; metric: OverviewMetric }

/** Everything the overview shows, in the words and addresses of this reader. */
export async function loadOverview(ctx: BrandContext, { days, metric }: View) {
  const base = `/${ctx.scope.slug}`
  const period = await getPeriod(ctx, days)
  const zone = period.timeZone
  const [steps, daily, marks, sources, goingOut, templates, timeline, attention, locale] = await Promise.all([
    getFirstSteps(ctx),
    getDailyFigures(ctx, period),
    listCampaignMarks(ctx, period),
    listSources(ctx, period),
    listGoingOut(ctx, 4),
    listTemplateQuality(ctx, period, 6),
    getQualityTimeline(ctx, period),
    listAttention(ctx),
    getLocale(),
  ])
  const numbered = marks.map((mark, index) => ({ ...mark, number: index + 1 }))
  return {
    steps,
    period,
    zone,
    zoneWords: `${zone} (${formatTime(locale, ctx.now, zone, 'time').split(' ').at(-1)})`,
    summary: daily.summary,
    chart: {
      points: pointsOf(metric, daily),
      marks: numbered.map(({ id, name, day, number }) => ({ id, name, day, number })),
      figure: figureWords(metric, daily.summary[metric].value, locale),
    },
    sources: sources.map((source) => ({
      ...source,
      key: `${source.sourceKind} ${source.landingPageId} ${source.qrCodeId}`,
      isCode: source.qrCodeId !== null,
      href: source.qrCodeId
        ? `${base}/qr-codes/${source.qrCodeId}`
        : source.landingPageId
          ? `${base}/landing-pages/${source.landingPageId}`
          : null,
    })),
    goingOut: await goingOutRows(goingOut.campaigns, { base, zone, now: ctx.now }),
    templates: templates.templates.map((template) => ({
      ...template,
      href: `${base}/templates/${template.id}`,
    })),
    templateCount: templates.total,
    timeline: {
      from: timeline.from,
      until: timeline.until,
      rows: timeline.templates.map((template) => ({ ...template, href: `${base}/templates/${template.id}` })),
      marks: numbered.map(({ id, name, number, startedAt }) => ({ id, name, number, at: startedAt })),
    },
    attention: await Promise.all(attention.map((one) => attentionRow(one, { base, zone }))),
  }
}

function pointsOf(
  metric: OverviewMetric,
  { days, before, subscribersBefore, subscribersAtStart }: DailyFigures,
) {
  const isShare = metric === 'confirmed' || metric === 'optOutsPerDelivered'
  const values = isShare ? rollingShare(metric, before, days) : seriesOf(metric, days, subscribersAtStart)
  const previous = isShare ? rollingShare(metric, [], before) : seriesOf(metric, before, subscribersBefore)
  return days.map((day, index) => ({
    day: day.day,
    value: values[index] ?? null,
    ...(metric === 'optIns' ? { below: day.optOuts } : {}),
    previous: previous[index] ?? null,
  }))
}

function figureWords(metric: OverviewMetric, value: number | null, locale: string): string {
  if (value === null) return '–'
  const isShare = metric === 'confirmed' || metric === 'optOutsPerDelivered'
  return isShare ? formatShare(locale, value, 2) : formatNumber(locale, value)
}

type Where = { base: string; zone: string }

async function goingOutRows(
  campaigns: GoingOut[],
  { base, zone, now }: Where & { now: Date },
): Promise<GoingOutRow[]> {
  const [t, locale] = await Promise.all([getTranslations('overview.goingOut'), getLocale()])
  const dayOf = (at: Date) => formatTime(locale, at, zone, 'day')
  return campaigns.map(({ id, name, state, at, people, gone }) => {
    const count =
      gone === null
        ? t('people', { count: people })
        : t('progress', { gone: formatNumber(locale, gone), count: people })
    const isToday = at !== null && dayOf(at) === dayOf(now)
    const [weekday = '', ...date] = at === null ? [] : dayOf(at).split(' ')
    const isNear = at !== null && Math.abs(at.getTime() - now.getTime()) < 6 * 86_400_000
    // The zone stands at the head of the list.
    const time = at === null ? '' : (formatTime(locale, at, zone, 'time').split(' ')[0] ?? '')
    return {
      id,
      name,
      state,
      href: `${base}/campaigns/${id}`,
      when: at === null ? t('noMoment') : isToday ? time : isNear ? weekday : date.join(' '),
      about: at === null ? count : `${count} · ${isToday ? time : `${date.join(' ')}, ${time}`}`,
    }
  })
}

const strong = { b: (words: ReactNode) => <b>{words}</b> }

async function attentionRow(one: Attention, { base, zone }: Where): Promise<NeedsYouRow> {
  const [t, tLevel, locale] = await Promise.all([
    getTranslations('overview.attention'),
    getTranslations('overview.level'),
    getLocale(),
  ])
  const when = (at: Date) => ({
    day: formatTime(locale, at, zone, 'long-day').replace(/ \d{4}$/, ''),
    time: formatTime(locale, at, zone, 'time'),
  })
  switch (one.kind) {
    case 'account-notice':
      return accountNoticeRow(one.notice, { base, zone })
    case 'template-fell': {
      const facts = { template: one.templateName, ...when(one.at), ...strong }
      const isRated = one.to === 'YELLOW' || one.to === 'RED'
      const level = isRated ? tLevel(one.to as 'YELLOW' | 'RED') : ''
      return {
        key: `template ${one.templateId}`,
        icon: isRated ? (
          one.to === 'RED' ? (
            <OctagonX className="text-danger" aria-hidden="true" />
          ) : (
            <TriangleAlert className="text-warning-soft-foreground" aria-hidden="true" />
          )
        ) : (
          <CirclePause className="text-paused" aria-hidden="true" />
        ),
        words: !isRated
          ? t.rich(one.to === 'PAUSED' ? 'templatePaused' : 'templateDisabled', facts)
          : one.campaign
            ? t.rich('templateAfter', {
                ...facts,
                level,
                campaign: one.campaign.name,
                hours: one.campaign.hoursBefore,
              })
            : t.rich('template', { ...facts, level }),
        action: t('openTimeline'),
        href: `${base}/templates/${one.templateId}`,
      }
    }
    case 'page-refused':
      return {
        key: `page ${one.pageId}`,
        icon: <CalendarClock className="text-warning-soft-foreground" aria-hidden="true" />,
        words: t.rich('pageRefused', { page: one.pageName, ...when(one.at), ...strong }),
        action: t('openPage'),
        href: `${base}/landing-pages/${one.pageId}/versions`,
      }
    case 'codes-short':
      return {
        key: `codes ${one.pageId}`,
        icon: <Ticket className="text-warning-soft-foreground" aria-hidden="true" />,
        words: t.rich('codes', { page: one.pageName, left: one.left, ...strong }),
        action: t('addCodes'),
        href: `${base}/landing-pages/${one.pageId}/rewards`,
      }
    case 'qr-silent':
      return {
        key: `qr ${one.qrCodeId}`,
        icon: <QrCode className="text-muted" aria-hidden="true" />,
        words: t.rich('qr', {
          label: one.label,
          days: one.silentDays,
          pace: formatNumber(locale, one.scansPerDay, { maximumFractionDigits: one.scansPerDay < 3 ? 1 : 0 }),
          ...strong,
        }),
        action: t('openCode'),
        href: `${base}/qr-codes/${one.qrCodeId}`,
      }
    case 'qr-never':
      return {
        key: 'qr never',
        icon: <QrCode className="text-muted" aria-hidden="true" />,
        words: t.rich('qrNever', { count: one.count, label: one.label, ...strong }),
        action: t('openCode'),
        href: `${base}/qr-codes?only=silent`,
      }
    case 'campaign': {
      const facts = { campaign: one.campaignName, ...when(one.at), ...strong }
      const words =
        one.state === 'overdue'
          ? one.reason === 'NUMBER_CHANGED'
            ? 'overdueNumber'
            : one.reason
              ? 'overdueTemplate'
              : 'overdue'
          : one.state === 'stopped'
            ? 'stopped'
            : 'paused'
      return {
        key: `campaign ${one.campaignId}`,
        icon: <CalendarClock className="text-warning-soft-foreground" aria-hidden="true" />,
        words: t.rich(words, facts),
        action: t('openCampaign'),
        href: `${base}/campaigns/${one.campaignId}`,
      }
    }
    case 'replies':
      return {
        key: 'replies',
        icon: <MessageCircleQuestionMark className="text-warning-soft-foreground" aria-hidden="true" />,
        words: t.rich('replies', { count: one.waiting, ...strong }),
        action: t('judgeReplies', { count: one.waiting }),
        href: `${base}/inbox`,
      }
    case 'webhooks-behind':
      return {
        key: 'webhooks',
        icon: <CloudOff className="text-danger" aria-hidden="true" />,
        words: t('webhooks', { waiting: one.waiting, time: formatTime(locale, one.since, zone) }),
        action: t('openSettings'),
        href: `${base}/settings/webhooks`,
      }
    case 'ledger-not-whole':
      return {
        key: 'ledger',
        icon: <ShieldAlert className="text-danger" aria-hidden="true" />,
        words: t('ledgerNotWhole', { count: one.found, time: formatTime(locale, one.at, zone) }),
        action: t('openLedger'),
        href: `${base}/settings/ledger`,
      }
    case 'messages-uncertain':
      return {
        key: 'messages uncertain',
        icon: <CircleQuestionMark className="text-warning-soft-foreground" aria-hidden="true" />,
        words: t('uncertain', { count: one.count, time: formatTime(locale, one.since, zone) }),
        action: t('openUncertain'),
        href: `${base}/campaigns/uncertain`,
      }
    case 'webhooks-refused':
      return {
        key: 'webhooks refused',
        icon: <ShieldAlert className="text-warning-soft-foreground" aria-hidden="true" />,
        words: t('webhooksRefused', { count: one.count, time: formatTime(locale, one.lastAt, zone) }),
        action: t('openWebhooks'),
        href: `${base}/settings/webhooks`,
      }
  }
}
