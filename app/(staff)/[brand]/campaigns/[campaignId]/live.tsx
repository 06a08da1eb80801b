'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { CampaignStateChip } from '@/components/campaigns/state-chip'
import { Num, Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import type { CampaignProgress } from '@/core/campaigns/states'
import { AudienceTab } from './audience-tab'
import type { CampaignFacts } from './campaign-facts'
import { ProgressTab } from './progress-tab'
import { Steering } from './steering'
import { type Tab, tabs } from './tabs'
import { useProgress } from './use-progress'

type LiveProps = { facts: CampaignFacts; initial: CampaignProgress; tab: Tab; children: ReactNode }

/** A campaign on its way. `children` is what the server draws: the message, the log. */
export function CampaignLive({ facts, initial, tab, children }: LiveProps) {
  const t = useTranslations('campaigns')
  const base = `/${facts.brand}/campaigns/${facts.campaignId}`
  const { progress, isStale } = useProgress(`${base}/progress`, initial)
  const { state, people, startedAt, scheduledAt } = progress
  return (
    <>
      <PageHeader
        parent={{ href: `/${facts.brand}/campaigns`, label: t('title') }}
        title={facts.name}
        chips={<CampaignStateChip state={state} />}
        note={
          state === 'sending' && progress.perMinute > 0 ? (
            t('perMinute', { people: progress.perMinute })
          ) : startedAt ? (
            <Time at={startedAt} zone={facts.zone} />
          ) : scheduledAt && state === 'scheduled' ? (
            <Time at={scheduledAt} zone={facts.zone} />
          ) : undefined
        }
        actions={
          facts.maySteer && <Steering brand={facts.brand} campaignId={facts.campaignId} progress={progress} />
        }
      />
      <Tabs
        label={facts.name}
        items={tabs.map((one) => ({
          href: one === 'progress' ? base : `${base}?tab=${one}`,
          label: t(`tabs.${one}`),
          count: one === 'audience' && startedAt ? <Num value={people} /> : undefined,
          isCurrent: one === tab,
        }))}
      />
      <StateNotice progress={progress} />
      {isStale && (
        <div className="px-6 pt-4 phone:px-4">
          <Notice tone="warning">{t('stale')}</Notice>
        </div>
      )}
      <Announcer progress={progress} />
      {tab === 'progress' && <ProgressTab facts={facts} progress={progress} />}
      {tab === 'audience' && <AudienceTab facts={facts} progress={progress} />}
      {(tab === 'message' || tab === 'log') && children}
    </>
  )
}

/** Why it stands still, in words. */
function StateNotice({ progress: { state, stateReason } }: { progress: CampaignProgress }) {
  const t = useTranslations('campaigns.stateReasons')
  if (state !== 'stopped' && state !== 'overdue') return null
  const reason = stateReason ?? 'late'
  return (
    <div className="px-6 pt-4 phone:px-4">
      <Notice tone={state === 'stopped' ? 'danger' : 'warning'}>
        {t.has(`${state}.${reason}`) ? t(`${state}.${reason}`) : t(`${state}.other`, { reason })}
      </Notice>
    </div>
  )
}

const quietMs = 15_000

/** Says aloud where it stands, seldom enough to be listened to. */
function Announcer({ progress }: { progress: CampaignProgress }) {
  const t = useTranslations('campaigns')
  const [words, setWords] = useState('')
  const last = useRef<{ at: number; state?: string }>({ at: 0 })
  const { state, startedAt, people, parts } = progress
  const delivered = parts.delivered + parts.read
  const sentence = startedAt
    ? t('announce', {
        state: t(`states.${state}`),
        delivered,
        read: parts.read,
        failed: parts.failed,
        people,
      })
    : ''
  useEffect(() => {
    const isNews = state !== last.current.state
    const rest = last.current.at + quietMs - Date.now()
    const timer = setTimeout(
      () => {
        last.current = { at: Date.now(), state }
        setWords(sentence)
      },
      isNews ? 0 : Math.max(0, rest),
    )
    // What came in between is overtaken by this; the last word is always said.
    return () => clearTimeout(timer)
  }, [sentence, state])
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  )
}
