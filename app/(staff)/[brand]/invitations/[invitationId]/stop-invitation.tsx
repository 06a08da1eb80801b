'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { stop } from '../actions'

type StopInvitationProps = { brand: string; invitationId: string; waiting: number }

/** Ends an invitation for those who still wait. */
export function StopInvitation({ brand, invitationId, waiting }: StopInvitationProps) {
  const t = useTranslations('invitations.stop')
  const stopping = useAction(stop, { onSuccess: () => toast(t('done')) })
  return (
    <ConfirmDialog
      trigger={{ label: t('open') }}
      title={t('title')}
      confirmLabel={t('confirm')}
      onConfirm={() => stopping.executeAsync({ brand, invitationId })}
    >
      {t('text', { count: waiting })}
    </ConfirmDialog>
  )
}
