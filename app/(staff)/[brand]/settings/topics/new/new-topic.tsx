'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { add } from '../actions'
import { draftOf, toInput } from '../topic-draft'
import { TopicFields } from '../topic-fields'

/** A topic from nothing. */
export function NewTopic({ brand }: { brand: string }) {
  const t = useTranslations('topics.form')
  const [draft, setDraft] = useState(draftOf())
  const action = useAction(add)
  const problems = useProblems(action.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.execute({ brand, ...toInput(draft) })
  }
  return (
    <form onSubmit={submit} className="grid gap-6">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TopicFields draft={draft} onChange={setDraft} error={problems.field} isCategoryFixed={false} />
      <SubmitButton className="justify-self-start" isPending={action.isPending}>
        {t('add')}
      </SubmitButton>
    </form>
  )
}
