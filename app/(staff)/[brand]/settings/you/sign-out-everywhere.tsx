'use client'

import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Ends all sessions, after asking. */
export function SignOutEverywhere({ count, action }: { count: number; action: () => Promise<void> }) {
  const t = useTranslations('settings.devices')
  return (
    <ConfirmDialog
      trigger={{ label: t('everywhere') }}
      title={t('everywhereTitle')}
      confirmLabel={t('everywhereConfirm', { count })}
      onConfirm={action}
    >
      {t('everywhereText')}
    </ConfirmDialog>
  )
}
