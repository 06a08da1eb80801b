import { getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { brandLogo, dataUrl } from '@/core/sources/qr-codes/files/logo'

/** The brand's logo as the drawings have it, for the preview; undefined for a brand without one. */
export async function logoUrlOf(ctx: BrandContext): Promise<string | undefined> {
  const logo = await brandLogo(await getBrand(ctx))
  return logo && dataUrl(logo)
}
