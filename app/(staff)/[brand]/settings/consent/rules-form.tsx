'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { SubmitButton } from '@/components/ui/button'
import { Checkbox, type Option, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { RulesPreview } from '@/core/consent/brand-rules/preview'
import type { ConsentRules } from '@/core/consent/brand-rules/schema'
import { Part } from '../part'
import { save } from './actions'
import { AllTheSame } from './all-the-same'
import { Effect } from './effect'
import { Lasting } from './lasting'
import { draftOf, toInput } from './rules-draft'
import { useEffectOfRules } from './use-effect-of-rules'

type RulesFormProps = {
  brand: string
  rules: ConsentRules
  effect: RulesPreview
  countries: readonly Option[]
}

/** The brand's rules about consent, with what they mean today before anything is saved. */
export function RulesForm({ brand, rules, effect, countries }: RulesFormProps) {
  const t = useTranslations('consentRules')
  const [draft, setDraft] = useState(() => draftOf(rules))
  const [isAsking, setAsking] = useState(false)
  const input = toInput(draft)
  const meant = useEffectOfRules(brand, input, effect)
  const action = useAction(save, { onSuccess: () => toast(t('saved')) })
  const problems = useProblems(action.result)
  const ending = meant.effect?.over ?? 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ending > 0 && input.consentMonths !== rules.consentMonths) setAsking(true)
    else action.execute({ brand, ...input })
  }
  return (
    <form onSubmit={submit}>
      <Part title={t('countTitle')} text={t('countText')}>
        <div className="grid gap-4">
          {problems.general && <Notice tone="danger">{problems.general}</Notice>}
          <Checkbox
            isSelected={draft.doubleOptIn}
            onChange={(doubleOptIn) => setDraft({ ...draft, doubleOptIn })}
            help={t('everywhereHelp')}
          >
            {t('everywhere')}
          </Checkbox>
          {!draft.doubleOptIn && <AllTheSame draft={draft} onChange={setDraft} countries={countries} />}
        </div>
      </Part>
      <Part title={t('lastTitle')} text={t('lastText')}>
        <Lasting draft={draft} onChange={setDraft} error={problems.field} />
      </Part>
      <Part title={t('privacyTitle')} text={t('privacyText')}>
        <TextField
          label={t('privacyVersion')}
          help={t('privacyHelp')}
          value={draft.privacyVersion}
          onChange={(privacyVersion) => setDraft({ ...draft, privacyVersion })}
          maxLength={60}
          className="max-w-80"
          error={problems.field('privacyVersion')}
        />
      </Part>
      <Part title={t('effect')} text={t('effectText')}>
        <div className="grid justify-items-start gap-4">
          <Effect brand={brand} {...meant} />
          <SubmitButton isPending={action.isPending}>{t('save')}</SubmitButton>
        </div>
      </Part>
      <ActionDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('endsTitle', { count: ending })}
        confirmLabel={t('endsConfirm')}
        look="danger-filled"
        onConfirm={async () => {
          const { serverError, validationErrors } = await action.executeAsync({ brand, ...input })
          return !serverError && !validationErrors
        }}
      >
        <p>{t('endsBody', { months: input.consentMonths ?? 0 })}</p>
      </ActionDialog>
    </form>
  )
}
