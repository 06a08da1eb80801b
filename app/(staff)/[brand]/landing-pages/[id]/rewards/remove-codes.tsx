'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { remove } from './actions'

/** Takes back the codes that nobody has. */
export function RemoveCodes({ brand, pageId, left }: { brand: string; pageId: string; left: number }) {
  const t = useTranslations('rewards')
  const action = useAction(remove, {
    onSuccess: ({ data }) => toast(t('removed', { count: data?.removed ?? 0 })),
  })
  return (
    <ConfirmDialog
      trigger={{ label: t('remove'), look: 'danger' }}
      title={t('removeTitle', { count: left })}
      confirmLabel={t('remove')}
      onConfirm={() => action.executeAsync({ brand, pageId })}
    >
      {t('removeText')}
    </ConfirmDialog>
  )
}
