'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { type Option, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { qrKinds } from '@/db/states'
import { createQrCodeAction } from '../actions'
import { TargetFields, type TargetValue, targetInput } from '../target-fields'

export function NewQrCodeForm({ brand, pages }: { brand: string; pages: Option[] }) {
  const t = useTranslations('qr.create')
  const p = useTranslations('printing.code')
  const router = useRouter()
  const [label, setLabel] = useState('')
  const [note, setNote] = useState('')
  const [target, setTarget] = useState<TargetValue>({
    kind: 'page',
    landingPageId: pages[0]?.value ?? '',
    chatWords: '',
  })
  const action = useAction(createQrCodeAction, {
    onSuccess: ({ data }) => router.push(`/${brand}/qr-codes/${data.id}`),
  })
  const problems = useProblems(action.result)
  return (
    <form
      className="grid max-w-160 gap-4 px-6 py-5 phone:px-4"
      onSubmit={(event) => {
        event.preventDefault()
        action.execute({ brand, label, note, ...targetInput(target) })
      }}
    >
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TextField
        label={t('label')}
        help={t('labelHelp')}
        placeholder={t('labelExample')}
        value={label}
        onChange={setLabel}
        error={problems.field('label')}
        maxLength={80}
      />
      <TextField
        label={p('note')}
        help={p('noteHelp')}
        value={note}
        onChange={setNote}
        error={problems.field('note')}
        maxLength={200}
      />
      <TargetFields kinds={qrKinds} pages={pages} value={target} onChange={setTarget} problems={problems} />
      <div>
        <SubmitButton isPending={action.isPending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  )
}
