'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { Select, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { ChannelVerdict } from '@/core/providers/channel-connection/schema'
import type { EmailSettings } from '@/core/providers/email/schema'
import { saveEmail, tryEmail } from '../actions'
import { ChannelForm } from '../channel-form'

type Fields = Record<'host' | 'port' | 'username' | 'fromName' | 'fromAddress', string> &
  Pick<EmailSettings, 'security'>

type EmailFormProps = { brand: string; isKept: boolean; start: Fields }

const securities = ['starttls', 'tls', 'none'] as const

/** The server, how it is spoken to, and who the mail is from. */
export function EmailForm({ brand, isKept, start }: EmailFormProps) {
  const t = useTranslations('channels.form')
  const router = useRouter()
  const [fields, setFields] = useState({ ...start, password: '' })
  const [verdicts, setVerdicts] = useState<readonly ChannelVerdict[] | null>(null)
  const [saveAnyway, setSaveAnyway] = useState(false)
  const set = (change: Partial<typeof fields>) => {
    setFields((before) => ({ ...before, ...change }))
    setVerdicts(null)
  }
  const testing = useAction(tryEmail, { onSuccess: ({ data }) => setVerdicts(data?.verdicts ?? null) })
  const saving = useAction(saveEmail, {
    onSuccess: ({ data }) => {
      setVerdicts(data?.verdicts ?? null)
      if (!data?.isSaved) return
      toast(t('saved'))
      router.push(`/${brand}/settings/channels`)
    },
  })
  const problems = useProblems(saving.hasErrored ? saving.result : testing.result)
  const input = { brand, isSimulator: false, saveAnyway, ...fields }
  const field = (name: Exclude<keyof typeof fields, 'security'>) => ({
    label: t(name),
    name,
    autoComplete: 'off',
    value: fields[name],
    onChange: (text: string) => set({ [name]: text }),
    error: problems.field(name),
    help: t.has(`${name}Help`) ? t(`${name}Help`) : undefined,
  })
  return (
    <ChannelForm
      {...{ brand, channel: 'email', verdicts, saveAnyway, setSaveAnyway }}
      isTesting={testing.isPending}
      isSaving={saving.isPending}
      onTest={() => {
        saving.reset()
        testing.execute(input)
      }}
      onSave={() => saving.execute(input)}
    >
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-4 phone:grid-cols-1">
        <TextField {...field('host')} />
        <TextField {...field('port')} inputMode="numeric" />
      </div>
      <Select
        label={t('security')}
        value={fields.security}
        onChange={(security) => set({ security })}
        options={securities.map((value) => ({ value, label: t(`securities.${value}`) }))}
        error={problems.field('security')}
      />
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <TextField {...field('username')} />
        <TextField
          {...field('password')}
          type="password"
          autoComplete="new-password"
          placeholder={isKept ? t('unchanged') : ''}
        />
      </div>
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <TextField {...field('fromName')} />
        <TextField {...field('fromAddress')} type="email" />
      </div>
    </ChannelForm>
  )
}
