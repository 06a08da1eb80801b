'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { close } from './notice-actions'

type CloseNoticeProps = {
  brand: string
  noticeId: string
  phone: string
  /** Closing it lets messages go again. */
  lifts: boolean
}

/** Somebody has seen to it. What holds messages back is asked about once more. */
export function CloseNotice({ brand, noticeId, phone, lifts }: CloseNoticeProps) {
  const t = useTranslations('notices')
  const closing = useAction(close, { onSuccess: () => toast(t(lifts ? 'lifted' : 'closed')) })
  const problems = useProblems(closing.hasErrored ? closing.result : {})
  return (
    <div className="flex flex-wrap items-center gap-2">
      {lifts ? (
        <>
          <ConfirmDialog
            trigger={{ label: t('lift'), look: 'plain' }}
            title={t('liftTitle', { phone })}
            confirmLabel={t('liftConfirm')}
            look="primary"
            onConfirm={() => closing.executeAsync({ brand, noticeId })}
          >
            <p>{t('liftText')}</p>
            <p className="mt-2">{t('liftAfter')}</p>
          </ConfirmDialog>
          <ButtonLink href={`/${brand}/campaigns`} look="quiet">
            {t('campaigns')}
          </ButtonLink>
        </>
      ) : (
        <Button isPending={closing.isPending} onPress={() => closing.execute({ brand, noticeId })}>
          {t('seen')}
        </Button>
      )}
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
    </div>
  )
}
