import { getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import { checkLook } from '../design/rules'
import type { Look } from '../design/schema'
import { brandLogo, dataUrl } from '../files/logo'
import { readBack } from './checks'
import type { ReadBack } from './rules'

/** Reads a look back while it is being chosen, for what a code of the brand says. Empty where it breaks a rule of print already. */
export async function tryLook(
  ctx: BrandContext,
  { content, look }: { content: string; look: Look },
): Promise<ReadBack[]> {
  if (checkLook(look, content).broken.length > 0) return []
  const logo = look.logo ? await brandLogo(await getBrand(ctx)) : undefined
  return readBack(content, look, logo && dataUrl(logo))
}
