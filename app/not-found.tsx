import { getTranslations } from 'next-intl/server'
import { BlankSheet } from '@/components/shell/blank-sheet'
import { Failure } from '@/components/shell/failure'
import { ButtonLink } from '@/components/ui/button-link'

export default async function NotFound() {
  const t = await getTranslations('errors.missing')
  return (
    <BlankSheet>
      <Failure title={t('title')} actions={<ButtonLink href="/">{t('home')}</ButtonLink>}>
        <p>{t('happened')}</p>
      </Failure>
    </BlankSheet>
  )
}
