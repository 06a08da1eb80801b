'use client'

import { useLocale, useTranslations } from 'next-intl'
import { AudienceFields } from '@/components/campaigns/audience-fields'
import type { Step } from '@/components/campaigns/step-bar'
import { TemplateChooser } from '@/components/campaigns/template-chooser'
import { VariableFields } from '@/components/campaigns/variable-fields'
import { WhenField } from '@/components/campaigns/when-field'
import { Select, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import type { TemplateVariable } from '@/core/templates/schema'
import { type EditorFacts, toChoice, topicsFor } from './editor-facts'
import { Review } from './review'
import type { Draft } from './use-draft'
import type { useAudiencePreview } from './use-preview'

type StepPanelProps = {
  step: Step
  draft: Draft
  change: (patch: Partial<Draft>) => void
  facts: EditorFacts
  needed: TemplateVariable[]
  showMissing: boolean
  audience: ReturnType<typeof useAudiencePreview>
  problem: (field: string) => string | undefined
}

export function StepPanel(props: StepPanelProps) {
  const { step, draft, change, facts, problem } = props
  const t = useTranslations('campaigns')
  if (step === 'review') return <Review draft={draft} facts={facts} audience={props.audience} />
  return (
    <div className="grid max-w-160 gap-6">
      <h2 className="text-section">{t(`stepTitles.${step}`)}</h2>
      {step === 'template' && <TemplateStep {...props} />}
      {step === 'audience' && (
        <>
          {props.audience.preview?.counts.eligible === 0 && (
            <Notice tone="warning">{t('audience.empty')}</Notice>
          )}
          <AudienceFields
            value={draft.audience}
            onChange={(audience) => change({ audience })}
            pages={facts.pages}
            segments={facts.segments}
            brand={facts.brand}
          />
        </>
      )}
      {step === 'variables' && (
        <VariableFields
          needed={props.needed}
          values={draft.variables}
          onChange={(variables) => change({ variables })}
          showMissing={props.showMissing}
        />
      )}
      {step === 'schedule' && (
        <WhenField
          value={draft.when}
          onChange={(when) => change({ when })}
          zone={facts.zone}
          error={problem('when')}
        />
      )}
    </div>
  )
}

function TemplateStep({ draft, change, facts, problem }: StepPanelProps) {
  const t = useTranslations('campaigns')
  const locale = useLocale() === 'en' ? 'en' : 'nl'
  const chosen = facts.templates.find((one) => one.id === draft.templateId)
  const choose = (templateId: string) => {
    const fitting = topicsFor(
      facts.topics,
      facts.templates.find((one) => one.id === templateId),
    )
    const topicId = fitting.some((topic) => topic.id === draft.topicId) ? draft.topicId : fitting[0]?.id
    change({ templateId, ...(topicId && { topicId }) })
  }
  return (
    <>
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={draft.name.trim() === '' ? t('nameMissing') : problem('name') && t('nameTaken')}
        maxLength={80}
        isRequired
      />
      <Select
        label={t('topic')}
        help={t('topicHelp')}
        value={draft.topicId}
        onChange={(topicId) => change({ topicId })}
        error={problem('topicId')}
        options={topicsFor(facts.topics, chosen).map((topic) => ({
          value: topic.id,
          label: topic.name[locale],
        }))}
      />
      <TemplateChooser
        templates={facts.templates.map(toChoice)}
        chosenId={draft.templateId}
        onChoose={choose}
      />
    </>
  )
}
