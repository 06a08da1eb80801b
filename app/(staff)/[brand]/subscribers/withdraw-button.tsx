'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { withdraw } from './actions'

type WithdrawButtonProps = {
  brand: string
  subscriberId: string
  name: string | null
  /** The topics that stand, as one text. */
  topics: string
}

/** Opts a person out on their word, after saying what happens and what stays. */
export function WithdrawButton({ brand, subscriberId, name, topics }: WithdrawButtonProps) {
  const t = useTranslations('subscribers.withdraw')
  const action = useAction(withdraw, { onSuccess: () => toast(t('done')) })
  const problems = useProblems(action.result)
  return (
    <>
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <ConfirmDialog
        trigger={{ label: t('button') }}
        title={name ? t('title', { name }) : t('titleUnknown')}
        confirmLabel={t('confirm')}
        onConfirm={() => action.executeAsync({ brand, subscriberId })}
      >
        <p>{t('body', { topics })}</p>
        <p className="mt-2 text-muted">{t('stays')}</p>
      </ConfirmDialog>
    </>
  )
}
