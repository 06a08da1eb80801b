'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { type Option, Select, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { createQrCodeAction } from '../actions'

export function NewQrCodeForm({ brand, pages }: { brand: string; pages: Option[] }) {
  const t = useTranslations('qr.create')
  const router = useRouter()
  const [label, setLabel] = useState('')
  const [landingPageId, setLandingPageId] = useState(pages[0]?.value ?? '')
  const action = useAction(createQrCodeAction, {
    onSuccess: ({ data }) => router.push(`/${brand}/qr-codes/${data.id}`),
  })
  const problems = useProblems(action.result)
  return (
    <form
      className="grid max-w-160 gap-4 px-6 py-5 phone:px-4"
      onSubmit={(event) => {
        event.preventDefault()
        action.execute({ brand, label, landingPageId })
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
      <Select
        label={t('page')}
        help={t('pageHelp')}
        options={pages}
        value={landingPageId}
        onChange={setLandingPageId}
        error={problems.field('landingPageId')}
      />
      <div>
        <SubmitButton isPending={action.isPending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  )
}
