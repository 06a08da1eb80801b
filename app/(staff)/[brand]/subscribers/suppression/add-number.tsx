'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { add } from './actions'
import { type Reach, ReachFields, type TopicChoice } from './reach-fields'

/** One number by hand: somebody called, or wrote a letter. */
export function AddNumber({ brand, topics }: { brand: string; topics: TopicChoice[] }) {
  const t = useTranslations('suppression')
  const [phone, setPhone] = useState('')
  const [note, setNote] = useState('')
  const [reach, setReach] = useState<Reach>({ scope: 'all', topicId: null, reason: 'opted_out' })
  const action = useAction(add, {
    onSuccess: ({ data }) => {
      toast(data?.added ? t('added') : t('alreadyThere'))
      setPhone('')
      setNote('')
    },
  })
  const problems = useProblems(action.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.execute({ brand, phone, note: note || null, ...reach })
  }
  return (
    <Section title={t('addTitle')}>
      <form onSubmit={submit} className="grid gap-4">
        {problems.general && <Notice tone="danger">{problems.general}</Notice>}
        <TextField
          label={t('number')}
          type="tel"
          autoComplete="off"
          value={phone}
          onChange={setPhone}
          help={t('numberHelp')}
          error={problems.field('phone')}
        />
        <ReachFields reach={reach} topics={topics} onChange={setReach} problem={problems.field} />
        <TextField
          label={t('note')}
          value={note}
          onChange={setNote}
          help={t('noteHelp')}
          error={problems.field('note')}
        />
        <SubmitButton className="justify-self-start" isPending={action.isPending}>
          {t('addButton')}
        </SubmitButton>
      </form>
    </Section>
  )
}
