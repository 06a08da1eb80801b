import { z } from 'zod'
import { landingPageTests } from '@/db/schema/landing-page-tests'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { actorId, inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { newId } from '../../../platform/ids'
import { requirePermission } from '../../../staff/gate'
import { announcePage } from '../commands'
import { prepareVersion } from '../prepare-version'
import type { RenderPage } from '../render-page'
import { findLiveVersion } from '../require-version'
import { htmlHash, listRenders, storeVersion } from '../store-version'
import { requireNoTest } from './running'
import { shareLimits } from './schema'

const startTestInput = z.object({
  pageId: z.uuid(),
  revision: z.number().int().min(1),
  /** Of every hundred visitors, so many see the draft. */
  shareB: z.number().int().min(shareLimits.least).max(shareLimits.most),
})
export type StartTestInput = z.input<typeof startTestInput>

/**
 * Shows the draft to a fixed share of the visitors, beside what is live. The draft becomes a version of its own, so what
 * its visitors agree to points at it.
 * @throws AppError as publishing does; `page-not-published` without a version to compare with; `page-test-same` when the
 * draft is what is live
 */
export async function startTest(
  ctx: BrandContext,
  input: StartTestInput & { render: RenderPage },
): Promise<{ testId: string; version: number }> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, revision, shareB } = startTestInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const prepared = await prepareVersion(ctx, { pageId, revision, render: input.render })
    const { page, renderings } = prepared
    await requireNoTest(ctx, pageId)
    const live = await findLiveVersion(ctx, page)
    if (!live) throw new AppError('page-not-published')
    const shown = new Map(
      (await listRenders(ctx, live.id)).map((render) => [render.language, render.htmlHash]),
    )
    if (renderings.every((rendering) => shown.get(rendering.language)?.equals(htmlHash(rendering)))) {
      throw new AppError('page-test-same')
    }
    const { version, versionId } = await storeVersion(ctx, { ...prepared, landingPageId: page.id })
    const testId = newId(ctx.now)
    await ctx.db.insert(landingPageTests).values({
      brandId: ctx.scope.brandId,
      id: testId,
      landingPageId: page.id,
      versionAId: live.id,
      versionBId: versionId,
      shareB,
      startedAt: ctx.now,
      startedBy: actorId(ctx.actor),
    })
    await announcePage(ctx, page.slug)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.start-test',
      subjectType: 'landing-page',
      subjectId: page.id,
      details: { testId, versionA: live.version, version, shareB },
    })
    return { testId, version }
  })
}
