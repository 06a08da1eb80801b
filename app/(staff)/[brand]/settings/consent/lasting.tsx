'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup, TextField } from '@/components/ui/fields'
import { fewestDays, fewestMonths, mostDays, mostMonths } from '@/core/consent/brand-rules/schema'
import type { RulesDraft } from './rules-draft'

type LastingProps = {
  draft: RulesDraft
  onChange: (draft: RulesDraft) => void
  error: (field: string) => string | undefined
}

/** For how long a consent holds that nobody uses, and when to ask again. */
export function Lasting({ draft, onChange, error }: LastingProps) {
  const t = useTranslations('consentRules')
  return (
    <div className="grid gap-4">
      <RadioGroup
        label={<span className="sr-only">{t('lastTitle')}</span>}
        value={draft.ends ? 'ends' : 'forever'}
        onChange={(value) => onChange({ ...draft, ends: value === 'ends' })}
        options={[
          { value: 'forever', label: t('forever') },
          { value: 'ends', label: t('ends') },
        ]}
      />
      {draft.ends && (
        <div className="grid grid-cols-2 gap-x-6 gap-y-4 border-s-2 border-border ps-4 phone:grid-cols-1">
          <TextField
            label={t('months')}
            help={t('monthsHelp', { min: fewestMonths, max: mostMonths })}
            value={draft.months}
            onChange={(months) => onChange({ ...draft, months })}
            inputMode="numeric"
            maxLength={3}
            error={error('consentMonths')}
            isRequired
          />
          <TextField
            label={t('askDays')}
            help={t('askDaysHelp', { min: fewestDays, max: mostDays })}
            value={draft.days}
            onChange={(days) => onChange({ ...draft, days })}
            inputMode="numeric"
            maxLength={2}
            error={error('askAgainDays')}
            isRequired
          />
        </div>
      )}
    </div>
  )
}
