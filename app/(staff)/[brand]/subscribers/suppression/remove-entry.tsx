'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { remove } from './actions'

/** Takes an entry off, after a reason was written down. */
export function RemoveEntry({
  brand,
  suppressionId,
  mark,
}: {
  brand: string
  suppressionId: string
  mark: string
}) {
  const t = useTranslations('suppression')
  const [note, setNote] = useState('')
  const action = useAction(remove, { onSuccess: () => toast(t('removed')) })
  const problems = useProblems(action.result)
  return (
    <ConfirmDialog
      trigger={{ label: t('remove'), size: 'row' }}
      title={t('removeTitle', { mark })}
      confirmLabel={t('remove')}
      onConfirm={async () => {
        const result = await action.executeAsync({ brand, suppressionId, note })
        return result?.data === undefined && (result?.serverError || result?.validationErrors)
          ? 'stay'
          : undefined
      }}
    >
      <p>{t('removeText')}</p>
      {problems.general && (
        <Notice tone="danger" className="mt-3">
          {problems.general}
        </Notice>
      )}
      <TextField
        className="mt-4"
        label={t('removeWhy')}
        value={note}
        onChange={setNote}
        error={problems.field('note')}
      />
    </ConfirmDialog>
  )
}
