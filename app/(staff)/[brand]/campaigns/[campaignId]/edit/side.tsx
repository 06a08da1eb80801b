'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Step } from '@/components/campaigns/step-bar'
import { Chip, QualityBadge } from '@/components/ui/chip'
import { Num, Time } from '@/components/ui/figures'
import { Facts } from '@/components/ui/page'
import type { EditorTemplate, EditorTopic } from './editor-facts'
import type { Draft } from './use-draft'
import type { useAudiencePreview } from './use-preview'

type SideProps = {
  step: Step
  draft: Draft
  at: Date | null
  zone: string
  template: EditorTemplate | undefined
  topic: EditorTopic | undefined
  audience: ReturnType<typeof useAudiencePreview>
}

/** What is settled so far: how many get it, when, with what. */
export function Side({ step, draft, at, zone, template, topic, audience }: SideProps) {
  const t = useTranslations('campaigns.facts')
  const locale = useLocale()
  const counts = audience.preview?.counts
  const name = (topic?.name[locale === 'en' ? 'en' : 'nl'] ?? '') as ReactNode
  return (
    <div className="grid gap-4">
      {step !== 'review' && (
        <div aria-live="polite">
          <h2 className="text-section">{t('mayReceive')}</h2>
          {counts ? (
            <p className={audience.isCounting ? 'opacity-60' : undefined}>
              <span className="text-figure">
                <Num value={counts.eligible} />
              </span>{' '}
              <span className="text-control text-muted">{t('ofTotal', { total: counts.total })}</span>
            </p>
          ) : (
            <p className="text-control text-muted">{t(audience.failed ? 'notCounted' : 'counting')}</p>
          )}
        </div>
      )}
      {step === 'review' && <h2 className="text-section">{t('title')}</h2>}
      <Facts
        items={[
          {
            label: t('starts'),
            value: (
              <strong>
                {draft.when.kind === 'now' ? t('now') : at ? <Time at={at} zone={zone} /> : t('notChosen')}
              </strong>
            ),
          },
          {
            label: t('topic'),
            value: (
              <>
                {name}
                {topic?.maxPerMonth ? (
                  <span className="text-muted">, {t('promise', { max: topic.maxPerMonth })}</span>
                ) : null}
              </>
            ),
          },
          {
            label: t('template'),
            value: template ? (
              <span className="flex flex-wrap items-center gap-2">
                {template.status === 'APPROVED' ? (
                  <QualityBadge score={template.qualityScore} />
                ) : (
                  <Chip tone="danger">{t('notApproved')}</Chip>
                )}
                <span className="text-muted">{template.name}</span>
              </span>
            ) : (
              t('notChosen')
            ),
          },
          {
            label: t('limit'),
            value: !counts
              ? '–'
              : counts.room.left === null
                ? t('noLimit')
                : t('roomLeft', { left: counts.room.left, limit: counts.room.limit ?? 0 }),
          },
          ...(counts && counts.wait > 0
            ? [{ label: t('waiting'), value: t('waitingLong', { people: counts.wait }) }]
            : []),
          { label: t('audience'), value: t('fixedAtSending') },
        ]}
      />
    </div>
  )
}
