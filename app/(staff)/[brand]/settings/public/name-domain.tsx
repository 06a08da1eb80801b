'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { name } from './actions'

/** Names the brand's own domain. It counts once it was checked. */
export function NameDomain({ brand }: { brand: string }) {
  const t = useTranslations('publicSettings')
  const [host, setHost] = useState('')
  const action = useAction(name)
  const problems = useProblems(action.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.execute({ brand, host })
  }
  return (
    <form onSubmit={submit} className="grid max-w-100 gap-4">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TextField
        label={t('host')}
        name="host"
        value={host}
        onChange={setHost}
        inputMode="url"
        autoComplete="off"
        mono
        help={t('hostHelp')}
        error={problems.field('host')}
        isRequired
      />
      <SubmitButton className="justify-self-start" isPending={action.isPending}>
        {t('name')}
      </SubmitButton>
    </form>
  )
}
