import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireBrand } from '@/app/session'
import { getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { listOpenTopics } from '@/core/consent/queries'
import { AppError } from '@/core/platform/errors'
import { callingCodesFor } from '@/core/sources/landing-pages/countries'
import { getLandingPage, type LandingPageView } from '@/core/sources/landing-pages/queries'
import { listQrCodes } from '@/core/sources/qr-codes/queries'
import { may } from '@/core/staff/rules'
import { getConfirmationState } from '@/core/templates/confirmation/queries'
import type { PublicLanguage } from '@/db/states'
import { pageBrandOf } from '../page-brand'
import { Editor } from './editor'

type PageProps = { params: Promise<{ brand: string; id: string }> }

/** The page in the address, or Next's own "not found". */
async function requirePage(ctx: BrandContext, id: string): Promise<LandingPageView> {
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound()
  try {
    return await getLandingPage(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { brand, id } = await params
  return { title: (await requirePage(await requireBrand(brand), id)).name }
}

export default async function LandingPagePage({ params }: PageProps) {
  const { brand: slug, id } = await params
  const ctx = await requireBrand(slug)
  const [page, brand, topics, codes, confirmation] = await Promise.all([
    requirePage(ctx, id),
    getBrand(ctx),
    listOpenTopics(ctx),
    listQrCodes(ctx, { landingPageId: id }),
    getConfirmationState(ctx),
  ])
  const { role } = ctx.scope
  return (
    <Editor
      key={page.id}
      brand={slug}
      page={page}
      pageBrand={pageBrandOf(brand)}
      topics={topics.map(({ id, name, maxPerMonth }) => ({ id, name, maxPerMonth }))}
      callingCodes={{
        nl: near('nl', brand.defaultCountry),
        en: near('en', brand.defaultCountry),
        de: near('de', brand.defaultCountry),
        fr: near('fr', brand.defaultCountry),
      }}
      codes={codes.map(({ id, label, code, link }) => ({ id, label, code, link }))}
      confirmation={confirmation}
      mayWrite={may(role, 'pages.write')}
      mayMakeCodes={may(role, 'qr-codes.write')}
    />
  )
}

/** Six countries are enough to see how the choice looks. */
const near = (language: PublicLanguage, country: string) => callingCodesFor(country, language).slice(0, 6)
