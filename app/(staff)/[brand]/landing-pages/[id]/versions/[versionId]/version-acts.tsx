'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast, toastError } from '@/components/ui/toast'
import { restoreDraftAction, rollBackAction } from '../../../publish-actions'

type Version = { id: string; version: number }

type RollBackProps = {
  brand: string
  page: { id: string; link: string }
  version: Version
  liveVersion: number | null
}

/** Puts this version live again, as a new one. */
export function RollBack({ brand, page, version, liveVersion }: RollBackProps) {
  const t = useTranslations('publishing.rollBack')
  const errors = useTranslations('errors')
  const router = useRouter()
  const goBack = async () => {
    const result = await rollBackAction({ brand, pageId: page.id, versionId: version.id, liveVersion })
    if (result?.data) {
      toast(t('done', { version: result.data.version, old: version.version }))
      router.push(`/${brand}/landing-pages/${page.id}/versions`)
    } else {
      const { code = 'unavailable', params } = result?.serverError ?? {}
      toastError(errors(code, params))
    }
  }
  return (
    <ConfirmDialog
      trigger={{ label: t('press'), look: 'primary' }}
      title={t('title', { version: version.version })}
      confirmLabel={t('confirm')}
      look="primary"
      onConfirm={goBack}
    >
      {t('body', { link: page.link })}
    </ConfirmDialog>
  )
}

type RestoreDraftProps = { brand: string; pageId: string; version: Version; revision: number }

/** Makes the draft what this version was. */
export function RestoreDraft({ brand, pageId, version, revision }: RestoreDraftProps) {
  const t = useTranslations('publishing.restore')
  const errors = useTranslations('errors')
  const router = useRouter()
  const restore = async () => {
    const result = await restoreDraftAction({ brand, pageId, versionId: version.id, revision })
    if (result?.data) router.push(`/${brand}/landing-pages/${pageId}`)
    else toastError(errors(result?.serverError?.code ?? 'unavailable'))
  }
  return (
    <ConfirmDialog
      trigger={{ label: t('press'), look: 'plain' }}
      title={t('title', { version: version.version })}
      confirmLabel={t('confirm')}
      look="primary"
      onConfirm={restore}
    >
      {t('body')}
    </ConfirmDialog>
  )
}
