'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { consequencesOf, type Promised } from '@/core/consent/topics/rules'
import { change } from '../actions'
import { draftOf, toInput } from '../topic-draft'
import { TopicFields } from '../topic-fields'

type EditTopicProps = {
  brand: string
  topic: Promised & { id: string; version: number }
  people: number
  waits: number
  pages: number
}

/** Changes a topic, and says beforehand what that means for those who said yes. */
export function EditTopic({ brand, topic, people, waits, pages }: EditTopicProps) {
  const t = useTranslations('topics')
  const [draft, setDraft] = useState(draftOf(topic))
  const input = toInput(draft)
  const consequences = consequencesOf(topic, input)
  const isSame = consequences.length === 0 && draft.category === topic.category
  const action = useAction(change, { onSuccess: () => toast(t('form.saved')) })
  const problems = useProblems(action.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isSame) toast(t('form.unchanged'))
    else action.execute({ brand, topicId: topic.id, version: topic.version, ...input })
  }
  return (
    <form onSubmit={submit} className="grid gap-6">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TopicFields
        draft={draft}
        onChange={setDraft}
        error={problems.field}
        isCategoryFixed={people + waits > 0}
      />
      <div aria-live="polite">
        {consequences.length > 0 && (
          <Notice tone={consequences.includes('more-often') ? 'warning' : 'info'}>
            <p className="font-strong">{t('consequences.title')}</p>
            <ul className="mt-1 grid gap-1">
              {consequences.map((one) => (
                <li key={one}>
                  {t(`consequences.${one}`, { count: one === 'other-words' ? pages : people })}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      <SubmitButton className="justify-self-start" isPending={action.isPending}>
        {t('form.save')}
      </SubmitButton>
    </form>
  )
}
