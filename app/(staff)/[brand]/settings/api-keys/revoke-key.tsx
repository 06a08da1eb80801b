'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { revoke } from './actions'

/** Ends a key, after saying what stops working. */
export function RevokeKey({ brand, apiKeyId, name }: { brand: string; apiKeyId: string; name: string }) {
  const t = useTranslations('apiKeys')
  const action = useAction(revoke, { onSuccess: () => toast(t('revokedDone')) })
  const problems = useProblems(action.result)
  return (
    <ConfirmDialog
      trigger={{ label: t('revoke'), size: 'row' }}
      title={t('revokeTitle', { name })}
      confirmLabel={t('revoke')}
      onConfirm={async () =>
        (await action.executeAsync({ brand, apiKeyId })).serverError ? 'stay' : undefined
      }
    >
      <p>{t('revokeText')}</p>
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
    </ConfirmDialog>
  )
}
