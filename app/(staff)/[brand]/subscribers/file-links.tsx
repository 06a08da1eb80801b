import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button-class'
import { ButtonLink } from '@/components/ui/button-link'
import { may } from '@/core/staff/rules'
import type { Role } from '@/db/states'

/** People in from a file, and out into one: of the list as it is narrowed now. */
export async function FileLinks({
  slug,
  role,
  query,
}: {
  slug: string
  role: Role | 'system'
  query: string
}) {
  const t = await getTranslations('subscribers.files')
  const asFile = (format: 'csv' | 'json') =>
    `/${slug}/subscribers/export${query}${query ? '&' : '?'}format=${format}`
  return (
    <>
      {may(role, 'subscribers.export') && (
        <>
          <a href={asFile('csv')} download title={t('exportHelp')} className={buttonClass('quiet')}>
            {t('csv')}
          </a>
          <a href={asFile('json')} download title={t('exportHelp')} className={buttonClass('quiet')}>
            {t('json')}
          </a>
        </>
      )}
      {may(role, 'suppressions.write') && (
        <ButtonLink href={`/${slug}/subscribers/suppression`} look="quiet">
          {t('suppression')}
        </ButtonLink>
      )}
      {may(role, 'subscribers.import') && (
        <ButtonLink href={`/${slug}/subscribers/imports`}>{t('import')}</ButtonLink>
      )}
    </>
  )
}
