'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { Button, SubmitButton } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { create } from './actions'

/** Makes a key and shows it, once, until this page is left. */
export function NewKey({ brand }: { brand: string }) {
  const t = useTranslations('apiKeys')
  const [name, setName] = useState('')
  const action = useAction(create, { onSuccess: () => setName('') })
  const problems = useProblems(action.result)
  const made = action.result.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.execute({ brand, name, scopes: ['withdrawals:write'] })
  }
  const copy = async (key: string) => {
    await navigator.clipboard.writeText(key)
    toast(t('copied'))
  }
  return (
    <div className="grid gap-4">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <form onSubmit={submit} className="grid max-w-100 gap-4">
        <TextField
          label={t('name')}
          value={name}
          onChange={setName}
          help={t('nameHelp')}
          error={problems.field('name')}
        />
        <SubmitButton className="justify-self-start" isPending={action.isPending}>
          {t('create')}
        </SubmitButton>
      </form>
      {made && (
        <div role="status" className="grid gap-2 rounded-sheet border border-border p-3">
          <p className="text-control font-strong">{t('once', { name: made.name })}</p>
          <code className="font-mono text-caption wrap-anywhere">{made.key}</code>
          <Button className="justify-self-start" onPress={() => copy(made.key)}>
            {t('copy')}
          </Button>
        </div>
      )}
    </div>
  )
}
