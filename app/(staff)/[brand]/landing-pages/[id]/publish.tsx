import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast, toastError } from '@/components/ui/toast'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import { publishPageAction } from '../actions'

type PublishProps = {
  brand: string
  page: LandingPageView
  hasChanges: boolean
  toSolve: number
  isBlocked: boolean
  flush: () => Promise<boolean>
  revision: () => number
  onToSolve: () => void
  onPublished: () => void
}

/** Puts the draft live. Says which version that makes; while a rule is not kept it leads to the list of them. */
export function Publish(props: PublishProps) {
  const { brand, page, toSolve, flush, revision } = props
  const t = useTranslations('pages.publish')
  const errors = useTranslations('errors')
  const version = (page.publishedVersion ?? 0) + 1
  if (!props.hasChanges && toSolve === 0) {
    return (
      <Button look="primary" isDisabled>
        {t('nothingNew', { version: page.publishedVersion ?? 0 })}
      </Button>
    )
  }
  if (toSolve > 0) {
    return (
      <Button onPress={props.onToSolve}>
        <Lock className="size-4" aria-hidden="true" />
        {t('press', { version })} · {t('toSolve', { count: toSolve })}
      </Button>
    )
  }
  const publish = async () => {
    // What is on the screen is what goes live.
    if (!(await flush())) return
    const result = await publishPageAction({ brand, pageId: page.id, revision: revision() })
    if (result?.data) {
      const { version, alreadyPublished } = result.data
      toast(t(alreadyPublished ? 'already' : 'done', { version }))
      props.onPublished()
    } else {
      const { code = 'unavailable', params } = result?.serverError ?? {}
      toastError(errors(code, params))
    }
  }
  return (
    <ConfirmDialog
      trigger={{ label: t('press', { version }), look: 'primary', isDisabled: props.isBlocked }}
      title={t('title', { version })}
      confirmLabel={t('confirm')}
      look="primary"
      onConfirm={publish}
    >
      {t('body', { link: page.link })}
    </ConfirmDialog>
  )
}
