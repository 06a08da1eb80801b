'use client'

import { Copy, Pause, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { Button, SubmitButton } from '@/components/ui/button'
import { type Option, Select } from '@/components/ui/fields'
import { useProblems } from '@/components/ui/problem'
import { toast, toastError } from '@/components/ui/toast'
import type { QrState } from '@/db/states'
import { pauseQrCodeAction, repointQrCodeAction, resumeQrCodeAction } from '../actions'

export function CopyLink({ link }: { link: string }) {
  const t = useTranslations('qr')
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => toast(t('copied')),
      () => toastError(t('copyFailed')),
    )
  return (
    <Button onPress={copy}>
      <Copy className="size-4" aria-hidden="true" />
      {t('copy')}
    </Button>
  )
}

export function PauseButton({ brand, qrCodeId, state }: { brand: string; qrCodeId: string; state: QrState }) {
  const t = useTranslations('qr')
  const errors = useTranslations('errors')
  const isActive = state === 'active'
  const action = useAction(isActive ? pauseQrCodeAction : resumeQrCodeAction, {
    onSuccess: () => toast(t(isActive ? 'paused' : 'resumed')),
    onError: ({ error }) => toastError(errors(error.serverError?.code ?? 'unavailable')),
  })
  const Icon = isActive ? Pause : Play
  return (
    <Button onPress={() => action.execute({ brand, qrCodeId })} isPending={action.isPending}>
      <Icon className="size-4" aria-hidden="true" />
      {t(isActive ? 'pause' : 'resume')}
    </Button>
  )
}

type RepointFormProps = { brand: string; qrCodeId: string; current: string; pages: Option[] }

/** Lets what is printed already lead elsewhere. */
export function RepointForm({ brand, qrCodeId, current, pages }: RepointFormProps) {
  const t = useTranslations('qr')
  const [landingPageId, setLandingPageId] = useState(current)
  const name = pages.find((page) => page.value === landingPageId)?.label ?? ''
  const action = useAction(repointQrCodeAction, { onSuccess: () => toast(t('repointed', { page: name })) })
  const problems = useProblems(action.result)
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        action.execute({ brand, qrCodeId, landingPageId })
      }}
    >
      <Select
        label={t('create.page')}
        help={t('create.pageHelp')}
        options={pages}
        value={landingPageId}
        onChange={setLandingPageId}
        error={problems.field('landingPageId') ?? problems.general}
      />
      {landingPageId !== current && (
        <div>
          <SubmitButton look="plain" size="md" isPending={action.isPending}>
            {t('repoint')}
          </SubmitButton>
        </div>
      )}
    </form>
  )
}
