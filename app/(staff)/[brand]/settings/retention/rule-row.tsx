'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup, TextField } from '@/components/ui/fields'
import { ruleFacts } from '@/core/retention/schema'
import type { RetentionRuleName } from '@/db/states'
import { isInRange, type TermDraft } from './terms-draft'
import type { Tonight } from './use-tonight'

type RuleRowProps = {
  name: RetentionRuleName
  draft: TermDraft
  onChange: (draft: TermDraft) => void
  tonight: Tonight
  problem: string
  mayWrite: boolean
}

/** One thing that can be forgotten: what it is, for how long it is kept, and what that means tonight. */
export function RuleRow({ name, draft, onChange, tonight, problem, mayWrite }: RuleRowProps) {
  const t = useTranslations('retention')
  const { unit, advised, min, max, mayKeep } = ruleFacts[name]
  const isRight = !draft.isOn || isInRange(name, /^\d{1,4}$/.test(draft.text.trim()) ? Number(draft.text) : 0)
  const said = tonight.isCounting
    ? t('counting')
    : tonight.failed
      ? t('notCounted')
      : draft.isOn
        ? t(`tonight.${name}`, { count: tonight.counts[name] })
        : t('kept')
  const isLosing = draft.isOn && !tonight.isCounting && tonight.counts[name] > 0
  return (
    <section
      aria-labelledby={`rule-${name}`}
      className="grid grid-cols-[minmax(0,1fr)_240px] gap-x-8 gap-y-3 border-b border-separator py-5 first:pt-0 last:border-0 phone:grid-cols-1"
    >
      <div>
        <h3 id={`rule-${name}`} className="text-control font-heavy">
          {t(`rules.${name}.name`)}
        </h3>
        <p className="mt-1 text-body">{t(`rules.${name}.text`)}</p>
        <p className="mt-1 text-dense text-muted">{t(`rules.${name}.law`)}</p>
        <p
          className={
            isLosing
              ? 'mt-2 text-control font-strong text-warning-soft-foreground'
              : 'mt-2 text-control text-muted'
          }
          aria-live="polite"
        >
          {said}
        </p>
      </div>
      <div className="grid content-start gap-3">
        {mayKeep && (
          <RadioGroup
            label={<span className="sr-only">{t('keep')}</span>}
            value={draft.isOn ? 'forget' : 'keep'}
            onChange={(value) => onChange({ ...draft, isOn: value === 'forget' })}
            isDisabled={!mayWrite}
            options={[
              { value: 'keep', label: t('forever') },
              { value: 'forget', label: t('forgetAfter') },
            ]}
          />
        )}
        {draft.isOn && (
          <TextField
            label={t(unit)}
            help={`${t('range', { min, max })} ${t('advised', { count: advised })}`}
            value={draft.text}
            onChange={(text) => onChange({ ...draft, text })}
            inputMode="numeric"
            maxLength={4}
            isDisabled={!mayWrite}
            error={isRight ? undefined : problem}
            isRequired
          />
        )}
      </div>
    </section>
  )
}
