'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback } from 'react'
import { Ledger } from '@/components/campaigns/ledger'
import { NotDeliveredTable } from '@/components/campaigns/not-delivered'
import { PersonSearch } from '@/components/campaigns/person-search'
import { ProgressChart } from '@/components/campaigns/progress-chart'
import { Num, Share, Time } from '@/components/ui/figures'
import { Columns, EmptyState, Section } from '@/components/ui/page'
import type { CampaignProgress } from '@/core/campaigns/states'
import { findPerson } from '../actions'
import type { CampaignFacts } from './campaign-facts'

/** How far it is: the bar, the states, the curve, and what did not arrive. */
export function ProgressTab({ facts, progress }: { facts: CampaignFacts; progress: CampaignProgress }) {
  const t = useTranslations('campaigns')
  const { brand, campaignId, zone } = facts
  const { state, startedAt, people, parts, countedAt } = progress
  const find = useCallback(
    async (query: string) => (await findPerson({ brand, campaignId, query }))?.data ?? null,
    [brand, campaignId],
  )
  if (!startedAt) {
    return (
      <EmptyState>
        {t.rich(state === 'scheduled' ? 'notStarted' : state === 'draft' ? 'notScheduled' : 'neverStarted', {
          when: () => (progress.scheduledAt ? <Time at={progress.scheduledAt} zone={zone} /> : null),
        })}
      </EmptyState>
    )
  }
  const delivered = parts.delivered + parts.read
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-2 px-6 pt-4 pb-2 phone:px-4">
        <p>
          <span className="text-figure" data-testid="delivered">
            <Num value={delivered} />
          </span>{' '}
          <span className="text-control text-muted">{t('ofDelivered', { people })}</span>
        </p>
        <p className="ms-auto text-control text-muted">
          <Expectation progress={progress} zone={zone} />
        </p>
      </div>
      <Ledger parts={parts} people={people} />
      <Columns
        side={
          <>
            <Section title={t('outcome.title')}>
              <dl className="grid gap-3 text-control">
                <Figure
                  label={t('outcome.read')}
                  value={<Share value={delivered > 0 ? parts.read / delivered : null} />}
                  note={t('outcome.ofDelivered')}
                />
                {progress.clicked !== null && (
                  <Figure
                    label={t('outcome.clicked')}
                    value={<Num value={progress.clicked} />}
                    note={
                      delivered > 0 ? (
                        <>
                          <Share value={progress.clicked / delivered} /> {t('outcome.ofDelivered')}
                        </>
                      ) : null
                    }
                  />
                )}
                <Figure
                  label={t('outcome.optOuts')}
                  value={<Num value={progress.optOuts} />}
                  note={
                    delivered > 0 ? (
                      <>
                        <Share value={progress.optOuts / delivered} digits={2} /> {t('outcome.ofDelivered')}
                      </>
                    ) : null
                  }
                />
                <Figure
                  label={t('outcome.leftOut')}
                  value={<Num value={progress.leftOut.reduce((sum, row) => sum + row.people, 0)} />}
                  note={t('outcome.leftOutNote')}
                />
              </dl>
            </Section>
            <Section last>
              <PersonSearch
                find={find}
                zone={zone}
                topicName={facts.topicName}
                maxPerMonth={facts.maxPerMonth}
              />
            </Section>
          </>
        }
      >
        <ProgressChart
          series={progress.series}
          startedAt={startedAt}
          zone={zone}
          until={state === 'sending' ? countedAt : startedAt}
        />
        <Section title={t('notDelivered.title')} last>
          <NotDeliveredTable
            lines={progress.notDelivered}
            uncertainHref={`/${brand}/campaigns/uncertain?campaign=${campaignId}`}
          />
        </Section>
      </Columns>
    </>
  )
}

function Figure({ label, value, note }: { label: ReactNode; value: ReactNode; note: ReactNode }) {
  return (
    <div className="flex items-baseline gap-2">
      <dt className="grow text-muted">{label}</dt>
      <dd className="text-end">
        <strong>{value}</strong> <span className="text-caption text-muted">{note}</span>
      </dd>
    </div>
  )
}

/** When the last one goes out, as far as it can be said. */
function Expectation({ progress, zone }: { progress: CampaignProgress; zone: string }) {
  const t = useTranslations('campaigns')
  const { state, parts, perMinute, waitingUntil, finishedAt, countedAt } = progress
  if (finishedAt)
    return t.rich(state === 'cancelled' ? 'cancelledAt' : 'finishedAt', {
      when: () => <Time at={finishedAt} zone={zone} />,
    })
  if (state !== 'sending') return null
  if (waitingUntil)
    return t.rich('waitingUntil', {
      people: parts.waiting,
      when: () => <Time at={waitingUntil} zone={zone} />,
    })
  if (perMinute === 0 || parts.queued === 0) return null
  const at = new Date(countedAt.getTime() + (parts.queued / perMinute) * 60_000)
  return t.rich('lastExpected', { when: () => <Time at={at} zone={zone} kind="time" /> })
}
