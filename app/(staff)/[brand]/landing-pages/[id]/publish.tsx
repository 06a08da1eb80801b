import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import { PublishDialog } from './publish-dialog'

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
  const { brand, page, toSolve } = props
  const t = useTranslations('pages.publish')
  const p = useTranslations('publishing')
  const [isOpen, setOpen] = useState(false)
  const version = page.nextVersion
  if (page.isTested) {
    return (
      <ButtonLink href={`/${brand}/landing-pages/${page.id}/versions/test`}>{p('test.running')}</ButtonLink>
    )
  }
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
  return (
    <>
      <Button look="primary" isDisabled={props.isBlocked} onPress={() => setOpen(true)}>
        {t('press', { version })}
      </Button>
      {isOpen && <PublishDialog {...props} version={version} onClose={() => setOpen(false)} />}
    </>
  )
}
