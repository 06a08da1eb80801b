import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { getBrand } from '@/core/brands/queries'
import { listTopics } from '@/core/consent/queries'
import { callingCodesFor } from '@/core/sources/landing-pages/countries'
import { contentFrom } from '@/core/sources/landing-pages/starting-points'
import { may } from '@/core/staff/rules'
import { locales } from '@/db/states'
import { pageBrandOf } from '../../landing-pages/page-brand'
import { Part } from '../part'
import { LogoForm } from './logo-form'
import { LookForm } from './look-form'

/** How public pages look: logo, colours, face and corners, beside a page that shows it at once. */
export default async function LookPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, topics, t, locale] = await Promise.all([
    getBrand(ctx),
    listTopics(ctx),
    getTranslations('look'),
    getLocale(),
  ])
  const language = locales.find((known) => known === locale) ?? 'nl'
  const mayWrite = may(ctx.scope.role, 'brand.write')
  const pageBrand = pageBrandOf(brand)
  return (
    <>
      <Part title={t('logo')} text={t('logoText')}>
        <LogoForm brand={ctx.scope.slug} pageBrand={pageBrand} mayWrite={mayWrite} />
      </Part>
      <Part title={t('title')} text={t('text')}>
        <LookForm
          brand={ctx.scope.slug}
          mayWrite={mayWrite}
          page={{
            brand: pageBrand,
            content: contentFrom('counter', topics.slice(0, 1), ctx.now),
            topics,
            language,
            languages: [language],
            callingCodes: callingCodesFor(brand.defaultCountry, language).slice(0, 6),
            isPreview: true,
          }}
        />
      </Part>
    </>
  )
}
