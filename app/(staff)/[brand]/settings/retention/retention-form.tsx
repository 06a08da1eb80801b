'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { SubmitButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { type RetentionTerms, retentionTermsSchema } from '@/core/retention/schema'
import { retentionRuleNames } from '@/db/states'
import { save } from './actions'
import { RuleRow } from './rule-row'
import { draftOf, toTerms } from './terms-draft'
import { type Counts, useTonight } from './use-tonight'

type RetentionFormProps = { brand: string; terms: RetentionTerms; counts: Counts; mayWrite: boolean }

/** For how long everything is kept. What would go tonight is shown before it is saved, and asked about once more. */
export function RetentionForm({ brand, terms: saved, counts, mayWrite }: RetentionFormProps) {
  const t = useTranslations('retention')
  const range = useTranslations('errors')
  const [draft, setDraft] = useState(() => draftOf(saved))
  const [isAsking, setAsking] = useState(false)
  const terms = toTerms(draft)
  const tonight = useTonight(brand, terms, counts)
  const action = useAction(save, { onSuccess: () => toast(t('saved')) })
  const problems = useProblems(action.result)
  const going = retentionRuleNames.filter(
    (name) => terms[name] !== saved[name] && terms[name] !== null && tonight.counts[name] > 0,
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!retentionTermsSchema.safeParse(terms).success) return
    if (going.length > 0) setAsking(true)
    else action.execute({ brand, terms })
  }
  return (
    <form onSubmit={submit}>
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      {retentionRuleNames.map((name) => (
        <RuleRow
          key={name}
          name={name}
          draft={draft[name]}
          onChange={(term) => setDraft((before) => ({ ...before, [name]: term }))}
          tonight={tonight}
          problem={range('invalid-input')}
          mayWrite={mayWrite}
        />
      ))}
      {mayWrite ? (
        <SubmitButton className="mt-5" isPending={action.isPending}>
          {t('save')}
        </SubmitButton>
      ) : (
        <p className="mt-5 text-body text-muted">{t('onlyOwners')}</p>
      )}
      <ActionDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('sureTitle')}
        confirmLabel={t('sureConfirm')}
        look="danger-filled"
        isDisabled={tonight.isCounting}
        onConfirm={async () => {
          const { serverError, validationErrors } = await action.executeAsync({ brand, terms })
          return !serverError && !validationErrors
        }}
      >
        <p>{t('sureBody')}</p>
        <ul className="grid list-disc gap-1 ps-5">
          {going.map((name) => (
            <li key={name}>
              {t(`rules.${name}.name`)}: {t(`tonight.${name}`, { count: tonight.counts[name] })}
            </li>
          ))}
        </ul>
      </ActionDialog>
    </form>
  )
}
