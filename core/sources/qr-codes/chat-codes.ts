import { and, eq } from 'drizzle-orm'
import { landingPages } from '@/db/schema/landing-pages'
import { qrCodes } from '@/db/schema/qr-codes'
import type { BrandContext } from '../../brands/scope'
import { getPublicOrigin } from '../domains/queries'

/**
 * The printed code of this brand whose words stand in a chat, with the page that answers it and knows where it was scanned.
 * `link` is null while that page is not live. Codes for anything but a chat are not found: their five characters are a chance.
 */
export async function findChatCode(
  ctx: BrandContext,
  code: string,
): Promise<{ link: string | null } | undefined> {
  const [row] = await ctx.db
    .select({ slug: landingPages.slug, pageState: landingPages.state })
    .from(qrCodes)
    .innerJoin(
      landingPages,
      and(eq(landingPages.brandId, qrCodes.brandId), eq(landingPages.id, qrCodes.landingPageId)),
    )
    .where(and(eq(qrCodes.brandId, ctx.scope.brandId), eq(qrCodes.code, code), eq(qrCodes.kind, 'chat')))
  if (!row) return undefined
  const isLive = row.pageState === 'published'
  return { link: isLive ? `${await getPublicOrigin(ctx)}/p/${row.slug}?q=${code}` : null }
}
