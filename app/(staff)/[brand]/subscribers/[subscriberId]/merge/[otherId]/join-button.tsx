'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { join } from '../../actions'

type JoinButtonProps = { brand: string; keepId: string; goneId: string; keep: string; gone: string }

/** Brings two people together, after saying once more who stays and that it is for good. */
export function JoinButton({ brand, keepId, goneId, keep, gone }: JoinButtonProps) {
  const t = useTranslations('person.merge')
  const router = useRouter()
  const action = useAction(join, {
    onSuccess: () => {
      toast(t('done'))
      router.push(`/${brand}/subscribers/${keepId}`)
    },
  })
  const problems = useProblems(action.result)
  return (
    <>
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <ConfirmDialog
        trigger={{ label: t('button', { name: keep }), look: 'danger', size: 'commit' }}
        title={t('sureTitle')}
        confirmLabel={t('confirm')}
        onConfirm={() => action.executeAsync({ brand, keepId, goneId })}
      >
        <p>{t('sureBody', { keep, gone })}</p>
      </ConfirmDialog>
    </>
  )
}
