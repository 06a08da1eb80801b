'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { TextArea } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { add } from './actions'

/** Takes a pasted list, and says what came of it. */
export function AddCodes({ brand, pageId }: { brand: string; pageId: string }) {
  const t = useTranslations('rewards')
  const [text, setText] = useState('')
  const action = useAction(add, { onSuccess: () => setText('') })
  const problems = useProblems(action.result)
  const done = action.result.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.execute({ brand, pageId, text })
  }
  return (
    <form onSubmit={submit} className="grid max-w-120 gap-4">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TextArea
        label={t('addLabel')}
        name="text"
        rows={8}
        value={text}
        onChange={setText}
        help={t('addHelp')}
        error={problems.field('text')}
      />
      <SubmitButton className="justify-self-start" isPending={action.isPending}>
        {t('addButton')}
      </SubmitButton>
      <div role="status" className="grid gap-1 text-dense empty:hidden">
        {done && <p>{t('added', { added: done.added, known: done.known })}</p>}
        {done && done.unreadable.length > 0 && (
          <p className="text-muted wrap-anywhere">{t('unreadable', { list: done.unreadable.join(' · ') })}</p>
        )}
      </div>
    </form>
  )
}
