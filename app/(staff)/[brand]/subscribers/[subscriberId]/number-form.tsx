'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { giveNumber } from './actions'

type NumberFormProps = { brand: string; subscriberId: string; revision: number; masked: string | null }

/** Another number is an act of its own: it says what it does to consent before it is done. */
export function NumberForm({ brand, subscriberId, revision, masked }: NumberFormProps) {
  const t = useTranslations('person.number')
  const [isOpen, setOpen] = useState(false)
  const [phone, setPhone] = useState('')
  const action = useAction(giveNumber, { onSuccess: () => toast(t('done')) })
  const problems = useProblems(action.result)
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-body tabular-nums">{masked ?? t('hidden')}</span>
        <Button onPress={() => setOpen(true)}>{t('button')}</Button>
      </div>
      <ActionDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('title')}
        confirmLabel={t('confirm')}
        onConfirm={async () => {
          const result = await action.executeAsync({ brand, subscriberId, revision, phone })
          return !result?.serverError && !result?.validationErrors
        }}
      >
        {problems.general && <Notice tone="danger">{problems.general}</Notice>}
        <TextField
          label={t('label')}
          type="tel"
          autoComplete="off"
          value={phone}
          onChange={setPhone}
          error={problems.field('phone')}
          autoFocus
        />
        <ul className="grid list-disc gap-1 ps-5">
          <li>{t('consent')}</li>
          <li>{t('forbids')}</li>
          <li>{t('window')}</li>
        </ul>
      </ActionDialog>
    </>
  )
}
