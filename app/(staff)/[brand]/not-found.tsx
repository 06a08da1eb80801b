import { getTranslations } from 'next-intl/server'
import { Failure } from '@/components/shell/failure'
import { ButtonLink } from '@/components/ui/button-link'

export default async function BrandNotFound() {
  const t = await getTranslations('errors.missing')
  return (
    <Failure title={t('title')} actions={<ButtonLink href="/">{t('home')}</ButtonLink>}>
      <p>{t('happened')}</p>
    </Failure>
  )
}
