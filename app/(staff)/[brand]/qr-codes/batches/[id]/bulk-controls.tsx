'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { type Option, Select } from '@/components/ui/fields'
import { useProblems } from '@/components/ui/problem'
import { toast, toastError } from '@/components/ui/toast'
import { repointCodesAction, switchCodesAction } from '../../actions'

type BulkProps = {
  brand: string
  batchId: string
  codes: number
  paused: number
  pages: Option[]
  current: string | null
}

/** What is done with all codes of a batch at once. */
export function BulkControls({ brand, batchId, codes, paused, pages, current }: BulkProps) {
  const t = useTranslations('printing.batch')
  const errors = useTranslations('errors')
  const flip = useAction(switchCodesAction)

  async function turn(state: 'active' | 'paused') {
    const { data, serverError } = await flip.executeAsync({ brand, batchId, state })
    if (data) toast(t(state === 'paused' ? 'pausedDone' : 'resumedDone', { count: data.codes }))
    else toastError(errors(serverError?.code ?? 'unavailable'))
  }

  return (
    <>
      <RepointDialog {...{ brand, batchId, codes, pages, current }} />
      {paused === codes ? (
        <Button onPress={() => turn('active')} isPending={flip.isPending}>
          {t('resume')}
        </Button>
      ) : (
        <ConfirmDialog
          trigger={{ label: t('pause'), look: 'plain' }}
          title={t('pauseTitle')}
          confirmLabel={t('pauseConfirm', { count: codes })}
          onConfirm={() => turn('paused')}
        >
          {t('pauseText', { count: codes })}
        </ConfirmDialog>
      )}
    </>
  )
}

function RepointDialog({ brand, batchId, codes, pages, current }: Omit<BulkProps, 'paused'>) {
  const t = useTranslations('printing.batch')
  const words = useTranslations('qr.create')
  const [isOpen, setOpen] = useState(false)
  const [landingPageId, setPage] = useState(current ?? pages[0]?.value ?? '')
  const action = useAction(repointCodesAction)
  const problems = useProblems(action.result)
  const confirm = async () => {
    const { data } = await action.executeAsync({ brand, batchId, landingPageId })
    if (!data) return false
    const page = pages.find(({ value }) => value === landingPageId)?.label ?? ''
    toast(t('repointedDone', { count: data.codes, page }))
    return true
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('repoint')}</Button>
      <ActionDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('repointTitle')}
        confirmLabel={t('repointConfirm', { count: codes })}
        isDisabled={landingPageId === current}
        onConfirm={confirm}
      >
        <p>{t('repointText')}</p>
        <Select
          label={words('page')}
          options={pages}
          value={landingPageId}
          onChange={setPage}
          error={problems.field('landingPageId') ?? problems.general}
        />
      </ActionDialog>
    </>
  )
}
