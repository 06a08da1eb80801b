'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { PeopleDrawer } from '@/components/campaigns/people-drawer'
import { Waterfall, type WaterfallKey } from '@/components/campaigns/waterfall'
import { formatNumber } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { peopleByReason } from '../../actions'
import type { EditorFacts } from './editor-facts'
import type { Draft } from './use-draft'
import type { useAudiencePreview } from './use-preview'

type ReviewProps = { draft: Draft; facts: EditorFacts; audience: ReturnType<typeof useAudiencePreview> }

/** Who gets this, and why not. Every row opens its people. */
export function Review({ draft, facts, audience }: ReviewProps) {
  const t = useTranslations('campaigns')
  const tr = useTranslations('reasons')
  const locale = useLocale() === 'en' ? 'en' : 'nl'
  const [open, setOpen] = useState<WaterfallKey | null>(null)
  const topic = facts.topics.find((one) => one.id === draft.topicId)
  const counts = audience.preview?.counts
  if (!counts) {
    if (audience.failed) return <Notice tone="danger">{t('facts.notCounted')}</Notice>
    return (
      <div role="status" aria-label={t('facts.counting')} className="grid gap-5 py-2">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Skeleton key={key} className="h-5" />
        ))}
      </div>
    )
  }
  const { brand } = facts
  const { topicId, templateId } = draft
  const people = (key: WaterfallKey) =>
    key === 'eligible' ? counts.eligible : (counts.leftOut.find((row) => row.reason === key)?.people ?? 0)
  const clock = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nl', {
    timeZone: facts.zone,
    timeStyle: 'medium',
  })
  const seconds = formatNumber(locale, (audience.preview?.tookMs ?? 0) / 1000, { maximumFractionDigits: 2 })
  const topicName = topic?.name[locale] ?? ''
  return (
    <>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-section">{t('waterfall.title')}</h2>
        <span className="ms-auto text-caption text-muted">
          {t('waterfall.counted', { time: clock.format(new Date(counts.countedAt)), seconds })}
        </span>
      </div>
      {counts.eligible === 0 && (
        <Notice tone="warning" className="mb-2">
          {t('audience.empty')}
        </Notice>
      )}
      <Waterfall
        whole={t(isNarrowed(draft) ? 'waterfall.narrowed' : 'waterfall.everybody')}
        topicName={topicName}
        maxPerMonth={topic?.maxPerMonth ?? null}
        total={counts.total}
        leftOut={counts.leftOut}
        eligible={counts.eligible}
        split={{ goOut: counts.goOut, wait: counts.wait }}
        onOpen={setOpen}
      />
      <p className="mt-3 text-caption text-muted">{t('waterfall.again')}</p>
      {open && (
        <PeopleDrawer
          key={open}
          title={
            open === 'eligible'
              ? t('waterfall.eligible')
              : tr(`${open}.title`, { topic: topicName, max: topic?.maxPerMonth ?? 0 })
          }
          explanation={
            open === 'eligible'
              ? t('waterfall.eligibleWhy')
              : tr(`${open}.why`, { topic: topicName, max: topic?.maxPerMonth ?? 0 })
          }
          total={people(open)}
          load={async (after) => {
            const reason = open === 'eligible' ? null : open
            const result = await peopleByReason({
              brand,
              topicId,
              templateId,
              audience: draft.audience,
              reason,
              after,
            })
            return result?.data ?? null
          }}
          personHref={(id) => `/${brand}/subscribers/${id}`}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

const isNarrowed = ({ audience }: Draft) => Boolean(audience.languages ?? audience.landingPageIds)
