import { and, eq, isNull } from 'drizzle-orm'
import { landingPageTests } from '@/db/schema/landing-page-tests'
import type { BrandContext } from '../../../brands/scope'
import { AppError } from '../../../platform/errors'

export type PageTest = typeof landingPageTests.$inferSelect

/** The test that runs on a page now, or undefined. */
export async function findRunningTest(ctx: BrandContext, pageId: string): Promise<PageTest | undefined> {
  const [test] = await ctx.db
    .select()
    .from(landingPageTests)
    .where(
      and(
        eq(landingPageTests.brandId, ctx.scope.brandId),
        eq(landingPageTests.landingPageId, pageId),
        isNull(landingPageTests.endedAt),
      ),
    )
  return test
}

/**
 * A test compares two versions; a third one in the middle of it would make its figures mean nothing.
 * @throws AppError `page-test-running`
 */
export async function requireNoTest(ctx: BrandContext, pageId: string): Promise<void> {
  if (await findRunningTest(ctx, pageId)) throw new AppError('page-test-running')
}
