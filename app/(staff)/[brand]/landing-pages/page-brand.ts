import type { Brand } from '@/core/brands/queries'
import type { PageBrand } from '@/core/sources/landing-pages/document/rules'

/** What a page shows of its brand, and no more: it crosses to the browser for the preview. */
export function pageBrandOf(brand: Brand): PageBrand {
  const {
    name,
    legalName,
    contactEmail,
    postalAddress,
    websiteUrl,
    privacyUrl,
    logoSvg,
    theme,
    defaultCountry,
    timeZone,
  } = brand
  return {
    name,
    legalName,
    contactEmail,
    postalAddress,
    websiteUrl,
    privacyUrl,
    logoSvg,
    theme,
    defaultCountry,
    timeZone,
  }
}
