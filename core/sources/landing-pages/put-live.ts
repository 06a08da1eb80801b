import { and, eq } from 'drizzle-orm'
import { landingPages } from '@/db/schema/landing-pages'
import type { BrandContext } from '../../brands/scope'
import { announcePage, type LandingPage } from './commands'

/** Lets an address lead to this version from the commit on. Call it under the lock of the page. */
export async function putLive(ctx: BrandContext, page: LandingPage, version: number): Promise<void> {
  await ctx.db
    .update(landingPages)
    .set({ state: 'published', publishedVersion: version, updatedAt: ctx.now })
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, page.id)))
  await announcePage(ctx, page.slug)
}
