import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { landingPageTests } from '@/db/schema/landing-page-tests'
import { pageVariants } from '@/db/states'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { actorId, inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { requirePermission } from '../../../staff/gate'
import { lockPage } from '../commands'
import { putLive } from '../put-live'
import { requireVersion } from '../require-version'
import { findRunningTest } from './running'

const finishTestInput = z.object({ pageId: z.uuid(), testId: z.uuid(), winner: z.enum(pageVariants) })
export type FinishTestInput = z.input<typeof finishTestInput>

/**
 * Ends a test: from now on everybody sees the winner. What people agreed to on the other version stays as it is.
 * @throws AppError `page-test-over` when somebody ended it first, or took the page offline
 */
export async function finishTest(ctx: BrandContext, input: FinishTestInput): Promise<{ version: number }> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, testId, winner } = finishTestInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const page = await lockPage(ctx, pageId)
    const test = await findRunningTest(ctx, pageId)
    if (test?.id !== testId) throw new AppError('page-test-over')
    const versionId = winner === 'a' ? test.versionAId : test.versionBId
    const { version } = await requireVersion(ctx, { pageId, versionId })
    await ctx.db
      .update(landingPageTests)
      .set({ endedAt: ctx.now, endedBy: actorId(ctx.actor), winner })
      .where(and(eq(landingPageTests.brandId, ctx.scope.brandId), eq(landingPageTests.id, testId)))
    await putLive(ctx, page, version)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.finish-test',
      subjectType: 'landing-page',
      subjectId: page.id,
      details: { testId, winner, version },
    })
    return { version }
  })
}

/** Ends whatever test runs, without a winner: the page itself goes offline. Call it under the lock of the page. */
export async function abandonTest(ctx: BrandContext, pageId: string): Promise<void> {
  const test = await findRunningTest(ctx, pageId)
  if (!test) return
  await ctx.db
    .update(landingPageTests)
    .set({ endedAt: ctx.now, endedBy: actorId(ctx.actor) })
    .where(and(eq(landingPageTests.brandId, ctx.scope.brandId), eq(landingPageTests.id, test.id)))
}
