'use client'

import { useTranslations } from 'next-intl'
import { BlankSheet } from '@/components/shell/blank-sheet'
import { Failure } from '@/components/shell/failure'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const t = useTranslations('errors.page')
  return (
    <BlankSheet>
      <Failure
        title={t('title')}
        actions={
          <>
            <Button look="primary" onPress={reset}>
              {t('retry')}
            </Button>
            <ButtonLink href="/">{t('home')}</ButtonLink>
          </>
        }
      >
        <p>{t('happened', { digest: error.digest ?? 'none' })}</p>
        <p>{t('kept')}</p>
      </Failure>
    </BlankSheet>
  )
}
