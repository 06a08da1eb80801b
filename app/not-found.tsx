import { getTranslations } from 'next-intl/server'
import { Failure } from '@/components/shell/failure'
import { ButtonLink } from '@/components/ui/button-link'

export default async function NotFound() {
  const t = await getTranslations('errors.missing')
  return (
    <main className="min-h-dvh bg-surface px-2 py-10">
      <Failure title={t('title')} actions={<ButtonLink href="/">{t('home')}</ButtonLink>}>
        <p>{t('happened')}</p>
      </Failure>
    </main>
  )
}
