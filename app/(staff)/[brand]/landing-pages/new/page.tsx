import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { PageHeader } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { listOpenTopics } from '@/core/consent/queries'
import { getPublicOrigin } from '@/core/sources/domains/queries'
import { callingCodesFor } from '@/core/sources/landing-pages/countries'
import { startingPointKeys } from '@/core/sources/landing-pages/schema'
import { contentFrom } from '@/core/sources/landing-pages/starting-points'
import { may } from '@/core/staff/rules'
import { locales } from '@/db/states'
import { pageBrandOf } from '../page-brand'
import { NewPageForm } from './new-page-form'

type PageProps = { params: Promise<{ brand: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages'))('create.title') }
}

export default async function NewLandingPagePage({ params }: PageProps) {
  const { brand: slug } = await params
  const ctx = await requireBrand(slug)
  if (!may(ctx.scope.role, 'pages.write')) notFound()
  const [t, locale, brand, topics] = await Promise.all([
    getTranslations('pages'),
    getLocale(),
    getBrand(ctx),
    listOpenTopics(ctx),
  ])
  const language = locales.find((known) => known === locale) ?? 'nl'
  const page = { brand: pageBrandOf(brand), topics, language, languages: locales, isPreview: true }
  const callingCodes = callingCodesFor(brand.defaultCountry, language).slice(0, 6)
  return (
    <>
      <PageHeader title={t('create.title')} parent={{ href: `/${slug}/landing-pages`, label: t('title') }} />
      <NewPageForm
        brand={slug}
        linkStart={`${await getPublicOrigin(ctx)}/p/`}
        topics={topics.map(({ id, name, maxPerMonth }) => ({ id, name: name[language], maxPerMonth }))}
        starts={startingPointKeys.map((key) => ({
          key,
          page: { ...page, callingCodes, content: contentFrom(key, topics.slice(0, 2), ctx.now) },
        }))}
      />
    </>
  )
}
