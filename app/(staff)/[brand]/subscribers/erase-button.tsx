'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Checkbox } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { erase } from './actions'

/** Erases a person for good, after a second confirmation inside the dialog. */
export function EraseButton({ brand, subscriberId }: { brand: string; subscriberId: string }) {
  const t = useTranslations('subscribers.erase')
  const router = useRouter()
  const [isSure, setSure] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const action = useAction(erase, {
    onSuccess: () => {
      toast(t('done'))
      router.push(`/${brand}/subscribers`)
    },
  })
  const problems = useProblems(action.result)
  return (
    <ConfirmDialog
      trigger={{ label: t('button'), look: 'quiet' }}
      title={t('title')}
      confirmLabel={t('confirm')}
      onConfirm={async () => {
        setAsked(true)
        if (!isSure) return 'stay'
        const result = await action.executeAsync({ brand, subscriberId })
        return result?.serverError ? 'stay' : undefined
      }}
    >
      {problems.general && (
        <Notice tone="danger" className="mb-3">
          {problems.general}
        </Notice>
      )}
      <p>{t('body')}</p>
      <p className="mt-2 text-muted">{t('stays')}</p>
      <Checkbox
        className="mt-4"
        isSelected={isSure}
        onChange={setSure}
        error={isAsked && !isSure ? t('tickFirst') : undefined}
      >
        {t('sure')}
      </Checkbox>
    </ConfirmDialog>
  )
}
