'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PeopleDrawer } from '@/components/campaigns/people-drawer'
import { Waterfall, type WaterfallKey } from '@/components/campaigns/waterfall'
import { EmptyState, Section } from '@/components/ui/page'
import type { CampaignProgress } from '@/core/campaigns/states'
import { blockReasons } from '@/db/states'
import { peopleAtStart } from '../actions'
import type { CampaignFacts } from './campaign-facts'

/** Who was meant, who was left out and why, as it was fixed at the start. */
export function AudienceTab({ facts, progress }: { facts: CampaignFacts; progress: CampaignProgress }) {
  const t = useTranslations('campaigns')
  const tr = useTranslations('reasons')
  const [open, setOpen] = useState<WaterfallKey | null>(null)
  if (!progress.startedAt) return <EmptyState>{t('audience.notFixed')}</EmptyState>
  const { brand, campaignId, topicName: topic, maxPerMonth } = facts
  const peopleOf = (key: WaterfallKey) =>
    key === 'eligible' ? progress.people : (progress.leftOut.find((row) => row.reason === key)?.people ?? 0)
  const leftOut = blockReasons.map((reason) => ({ reason, people: peopleOf(reason) }))
  const total = progress.people + leftOut.reduce((sum, row) => sum + row.people, 0)
  const params = { topic, max: maxPerMonth ?? 0 }
  return (
    <Section title={t('audience.atStart')} last>
      <div className="max-w-180">
        <Waterfall
          whole={t('waterfall.meant')}
          topicName={topic}
          maxPerMonth={maxPerMonth}
          total={total}
          leftOut={leftOut}
          eligible={progress.people}
          result={t('waterfall.queued')}
          onOpen={setOpen}
        />
      </div>
      {open && (
        <PeopleDrawer
          key={open}
          title={open === 'eligible' ? t('waterfall.queued') : tr(`${open}.title`, params)}
          explanation={open === 'eligible' ? t('waterfall.queuedWhy') : tr(`${open}.why`, params)}
          total={peopleOf(open)}
          load={async (after) =>
            (await peopleAtStart({ brand, campaignId, reason: open === 'eligible' ? null : open, after }))
              ?.data ?? null
          }
          personHref={(id) => `/${brand}/subscribers/${id}`}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}
