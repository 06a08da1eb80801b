'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast, toastError } from '@/components/ui/toast'
import type { ImportState } from '@/db/states'
import { steerAction } from '../actions'

type Props = { brand: string; importId: string; state: ImportState; hasApplied: boolean; people: number }

/** What can be done with an import now. */
export function Steer({ brand, importId, state, hasApplied, people }: Props) {
  const t = useTranslations('imports.steer')
  const errors = useTranslations('errors')
  const router = useRouter()
  const action = useAction(steerAction, {
    onSuccess: ({ input }) => {
      if (input.step === 'discard') router.push(`/${brand}/subscribers/imports`)
      else toast(t(`${input.step}Done`))
    },
    onError: ({ error }) => {
      const code = error.serverError?.code ?? 'unavailable'
      toastError(errors.has(code) ? errors(code) : errors('unavailable'))
      router.refresh()
    },
  })
  const go = (step: 'start' | 'cancel' | 'undo' | 'discard') => action.executeAsync({ brand, importId, step })
  const isBusy = action.isPending
  return (
    <>
      {(state === 'running' || state === 'checking') && (
        <Button onPress={() => go('cancel')} isPending={isBusy}>
          {t(state === 'running' ? 'pause' : 'cancel')}
        </Button>
      )}
      {state === 'cancelled' && (
        <Button look="primary" onPress={() => go('start')} isPending={isBusy}>
          {t('resume')}
        </Button>
      )}
      {(state === 'done' || state === 'cancelled') && hasApplied && (
        <ConfirmDialog
          trigger={{ label: t('undo') }}
          title={t('undoTitle')}
          confirmLabel={t('undoConfirm')}
          onConfirm={() => go('undo')}
        >
          {t('undoBody')}
        </ConfirmDialog>
      )}
      {(state === 'uploaded' || state === 'failed' || (state === 'checked' && !hasApplied)) && (
        <Button look="danger" onPress={() => go('discard')} isPending={isBusy}>
          {t('discard')}
        </Button>
      )}
      {state === 'checked' && people > 0 && (
        <Button look="primary" size="commit" onPress={() => go('start')} isPending={isBusy}>
          {t('start', { people })}
        </Button>
      )}
    </>
  )
}
