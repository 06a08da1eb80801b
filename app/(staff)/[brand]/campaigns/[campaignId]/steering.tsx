'use client'

import { Pause, Pencil, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast, toastError } from '@/components/ui/toast'
import type { CampaignProgress } from '@/core/campaigns/states'
import { cancel, pause, resume } from '../actions'

type SteeringProps = { brand: string; campaignId: string; progress: CampaignProgress }

/** What can be done with a campaign in its state. */
export function Steering({ brand, campaignId, progress }: SteeringProps) {
  const t = useTranslations('campaigns')
  const te = useTranslations('errors')
  const [isPending, setPending] = useState(false)
  const { state, parts } = progress
  const target = { brand, campaignId }
  const rest = parts.queued + parts.waiting

  const run = async (action: typeof pause | typeof resume | typeof cancel, done: string) => {
    setPending(true)
    try {
      const result = await action(target)
      const problem = result?.serverError
      // It was true when the button was drawn: meanwhile it finished, or a colleague was first.
      if (problem?.code === 'campaign-not-editable') toastError(t('movedOn'))
      else if (problem) toastError(te(problem.code, problem.params))
      else toast(done)
    } finally {
      setPending(false)
    }
  }
  const isUnderWay = state === 'sending' || state === 'paused' || state === 'stopped'
  return (
    <>
      {(state === 'scheduled' || state === 'overdue') && (
        <ButtonLink
          href={`/${brand}/campaigns/${campaignId}/edit?step=${state === 'overdue' ? 'schedule' : 'review'}`}
          look={state === 'overdue' ? 'primary' : 'plain'}
        >
          <Pencil className="size-4" aria-hidden="true" />
          {t(state === 'overdue' ? 'chooseMoment' : 'change')}
        </ButtonLink>
      )}
      {state === 'sending' && (
        <Button isPending={isPending} onPress={() => run(pause, t('isPaused'))}>
          <Pause className="size-4" aria-hidden="true" />
          {t('pause')}
        </Button>
      )}
      {(state === 'paused' || state === 'stopped') && (
        <Button look="primary" isPending={isPending} onPress={() => run(resume, t('isResumed'))}>
          <Play className="size-4" aria-hidden="true" />
          {t('resume')}
        </Button>
      )}
      {(isUnderWay || state === 'scheduled' || state === 'overdue') && (
        <ConfirmDialog
          trigger={{ label: t(isUnderWay ? 'cancelRest' : 'cancelCampaign'), isDisabled: isPending }}
          title={t(isUnderWay ? 'cancelRestTitle' : 'cancelTitle')}
          confirmLabel={t(isUnderWay ? 'cancelRest' : 'cancelCampaign')}
          onConfirm={() => run(cancel, t('isCancelled'))}
        >
          {isUnderWay ? t('cancelRestWhy', { rest }) : t('cancelWhy')}
        </ConfirmDialog>
      )}
    </>
  )
}
