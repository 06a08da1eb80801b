import { and, eq } from 'drizzle-orm'
import { landingPages } from '@/db/schema/landing-pages'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { requirePermission } from '../../staff/gate'
import { announcePage, type LandingPage, lockPage } from './commands'
import { abandonTest } from './variants/finish'

/** Lets an address lead to nothing from the commit on, and ends a test that runs. Call it under the lock of the page. */
export async function takeOffline(ctx: BrandContext, page: LandingPage): Promise<void> {
  await abandonTest(ctx, page.id)
  await ctx.db
    .update(landingPages)
    .set({ state: 'unpublished', updatedAt: ctx.now })
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, page.id)))
  await announcePage(ctx, page.slug)
}

/**
 * Takes a page offline. Its versions and the consent given on it stay.
 * @throws AppError `page-not-published`
 */
export async function unpublishLandingPage(ctx: BrandContext, input: { pageId: string }): Promise<void> {
  requirePermission(ctx, 'pages.publish')
  await inTransaction(ctx, async (ctx) => {
    const page = await lockPage(ctx, input.pageId)
    if (page.state !== 'published') throw new AppError('page-not-published')
    await takeOffline(ctx, page)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.unpublish',
      subjectType: 'landing-page',
      subjectId: page.id,
    })
  })
}
