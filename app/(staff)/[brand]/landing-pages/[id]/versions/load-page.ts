import { notFound } from 'next/navigation'
import { requireBrand } from '@/app/session'
import type { BrandContext } from '@/core/brands/scope'
import { AppError } from '@/core/platform/errors'
import { getLandingPage, type LandingPageView } from '@/core/sources/landing-pages/queries'

/** The page in the address with the brand it is of, or Next's own "not found". */
export async function loadPage(
  params: Promise<{ brand: string; id: string }>,
): Promise<{ ctx: BrandContext; brand: string; page: LandingPageView }> {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound()
  try {
    return { ctx, brand, page: await getLandingPage(ctx, id) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}
