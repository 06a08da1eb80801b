'use client'

import { useParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Failure } from '@/components/shell/failure'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'

export default function BrandError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const t = useTranslations('errors.page')
  const { brand } = useParams<{ brand: string }>()
  return (
    <Failure
      title={t('title')}
      actions={
        <>
          <Button look="primary" onPress={reset}>
            {t('retry')}
          </Button>
          <ButtonLink href={`/${brand}`}>{t('home')}</ButtonLink>
        </>
      }
    >
      <p>{t('happened', { digest: error.digest ?? 'none' })}</p>
      <p>{t('kept')}</p>
    </Failure>
  )
}
