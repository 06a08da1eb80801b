'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { type Option, Select } from '@/components/ui/fields'
import { useProblems } from '@/components/ui/problem'
import { toast, toastError } from '@/components/ui/toast'
import { mostFiles } from '@/core/sources/qr-codes/chosen/schema'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { repointChosenAction, switchChosenAction } from './actions'

type ChosenProps = { brand: string; codes: QrCodeView[]; pages: Option[]; onDone: () => void }

/** What can be done with the codes that are ticked. */
export function ChosenBar({ brand, codes, pages, onDone }: ChosenProps) {
  const t = useTranslations('chosenCodes')
  const errors = useTranslations('errors')
  const [isRepointing, setRepointing] = useState(false)
  const flip = useAction(switchChosenAction)
  const qrCodeIds = codes.map(({ id }) => id)
  const turn = async (state: 'active' | 'paused') => {
    const { data, serverError } = await flip.executeAsync({ brand, qrCodeIds, state })
    if (!data) return toastError(errors(serverError?.code ?? 'unavailable'))
    toast(t(state === 'paused' ? 'paused' : 'resumed', data))
    onDone()
  }
  const has = (state: QrCodeView['state']) =>
    codes.some((code) => code.kind !== 'meta' && code.state === state)
  return (
    <section
      aria-label={t('label')}
      className="sticky bottom-0 z-10 mt-2 flex min-h-12 flex-wrap items-center gap-2 rounded-sheet border border-border bg-accent-soft px-4 py-2 text-control text-accent-soft-foreground"
    >
      <span className="me-2 font-strong" aria-live="polite">
        {t('ticked', { count: codes.length })}
      </span>
      {has('active') && (
        <Button size="row" isPending={flip.isPending} onPress={() => turn('paused')}>
          {t('pause')}
        </Button>
      )}
      {has('paused') && (
        <Button size="row" isPending={flip.isPending} onPress={() => turn('active')}>
          {t('resume')}
        </Button>
      )}
      <Button size="row" onPress={() => setRepointing(true)}>
        {t('repoint')}
      </Button>
      {codes.length <= mostFiles ? (
        <ButtonLink size="row" href={`/${brand}/qr-codes/chosen?ids=${qrCodeIds.join(',')}`} download>
          {t('download')}
        </ButtonLink>
      ) : (
        <span className="text-caption">{t('tooManyFiles', { most: mostFiles })}</span>
      )}
      <Button size="row" look="quiet" isIconOnly className="ms-auto" aria-label={t('clear')} onPress={onDone}>
        <X className="size-4" aria-hidden="true" />
      </Button>
      {isRepointing && (
        <RepointDialog {...{ brand, codes, pages, onDone }} onClose={() => setRepointing(false)} />
      )}
    </section>
  )
}

function RepointDialog({ brand, codes, pages, onDone, onClose }: ChosenProps & { onClose: () => void }) {
  const t = useTranslations('chosenCodes')
  const words = useTranslations('qr.create')
  const [landingPageId, setPage] = useState(codes[0]?.landingPageId ?? '')
  const action = useAction(repointChosenAction)
  const problems = useProblems(action.result)
  const confirm = async () => {
    const qrCodeIds = codes.map(({ id }) => id)
    const { data } = await action.executeAsync({ brand, qrCodeIds, landingPageId })
    if (!data) return false
    toast(t('repointed', { ...data, page: pages.find(({ value }) => value === landingPageId)?.label ?? '' }))
    onDone()
    return true
  }
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('repointTitle', { count: codes.length })}
      confirmLabel={t('repointConfirm', { count: codes.length })}
      isDisabled={codes.every((code) => code.landingPageId === landingPageId)}
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
  )
}
