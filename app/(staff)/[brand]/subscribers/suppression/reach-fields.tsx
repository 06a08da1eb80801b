'use client'

import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/fields'
import {
  type SuppressionReason,
  type SuppressionScope,
  suppressionReasons,
  suppressionScopes,
} from '@/db/states'

export type TopicChoice = { id: string; name: string }
export type Reach = { scope: SuppressionScope; topicId: string | null; reason: SuppressionReason }

/** The reasons that staff choose from; `erased` is only ever written by erasing somebody. */
const choosable = suppressionReasons.filter((reason) => reason !== 'erased')

type ReachFieldsProps = {
  reach: Reach
  topics: TopicChoice[]
  onChange: (reach: Reach) => void
  problem: (field: string) => string | undefined
}

/** How far an entry reaches, and why. */
export function ReachFields({ reach, topics, onChange, problem }: ReachFieldsProps) {
  const t = useTranslations('suppression')
  return (
    <>
      <Select
        label={t('scope')}
        options={suppressionScopes.map((value) => ({ value, label: t(`scopes.${value}`) }))}
        value={reach.scope}
        onChange={(scope) =>
          onChange({ ...reach, scope, topicId: scope === 'topic' ? (topics[0]?.id ?? null) : null })
        }
      />
      {reach.scope === 'topic' && (
        <Select
          label={t('topic')}
          options={topics.map(({ id, name }) => ({ value: id, label: name }))}
          value={reach.topicId}
          onChange={(topicId) => onChange({ ...reach, topicId })}
          error={problem('topicId')}
        />
      )}
      <Select
        label={t('reason')}
        options={choosable.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        value={reach.reason}
        onChange={(reason) => onChange({ ...reach, reason })}
      />
    </>
  )
}
