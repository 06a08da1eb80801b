'use client'

import { useTranslations } from 'next-intl'
import { Failure } from '@/components/shell/failure'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('errors.page')
  return (
    <main className="min-h-dvh bg-surface px-2 py-10">
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
    </main>
  )
}
