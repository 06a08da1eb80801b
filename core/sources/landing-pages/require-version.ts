import { and, eq } from 'drizzle-orm'
import { landingPageVersions } from '@/db/schema/landing-pages'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'

export type PageVersion = typeof landingPageVersions.$inferSelect

/** A version of this very page. @throws AppError `not-found` */
export async function requireVersion(
  ctx: BrandContext,
  { pageId, versionId }: { pageId: string; versionId: string },
): Promise<PageVersion> {
  const [version] = await ctx.db
    .select()
    .from(landingPageVersions)
    .where(
      and(
        eq(landingPageVersions.brandId, ctx.scope.brandId),
        eq(landingPageVersions.landingPageId, pageId),
        eq(landingPageVersions.id, versionId),
      ),
    )
  if (!version) throw new AppError('not-found')
  return version
}

/** The version that is served, or undefined while there is none. */
export async function findLiveVersion(
  ctx: BrandContext,
  page: { id: string; state: string; publishedVersion: number | null },
): Promise<PageVersion | undefined> {
  if (page.state !== 'published' || page.publishedVersion === null) return undefined
  const [version] = await ctx.db
    .select()
    .from(landingPageVersions)
    .where(
      and(
        eq(landingPageVersions.brandId, ctx.scope.brandId),
        eq(landingPageVersions.landingPageId, page.id),
        eq(landingPageVersions.version, page.publishedVersion),
      ),
    )
  return version
}
