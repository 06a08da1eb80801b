import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { landingPages } from '@/db/schema/landing-pages'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { requirePermission } from '../../../staff/gate'
import { lockPage } from '../commands'
import { requireVersion } from '../require-version'
import { pageContentSchema } from '../schema'

const restoreDraftInput = z.object({
  pageId: z.uuid(),
  versionId: z.uuid(),
  /** The draft that would be lost, as it was on the screen. */
  revision: z.number().int().min(1),
})

/**
 * Makes the draft what a version was, to go on from there. Visitors see nothing of it.
 * @throws AppError `page-changed-elsewhere` when the draft was saved since `revision`
 */
export async function restoreDraft(
  ctx: BrandContext,
  input: z.input<typeof restoreDraftInput>,
): Promise<{ revision: number }> {
  requirePermission(ctx, 'pages.write')
  const { pageId, versionId, revision } = restoreDraftInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const page = await lockPage(ctx, pageId)
    if (page.draftRevision !== revision) throw new AppError('page-changed-elsewhere')
    const { version, content } = await requireVersion(ctx, { pageId, versionId })
    await ctx.db
      .update(landingPages)
      .set({ draft: pageContentSchema.parse(content), draftRevision: revision + 1, updatedAt: ctx.now })
      .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, pageId)))
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.restore-draft',
      subjectType: 'landing-page',
      subjectId: pageId,
      details: { version, revision: revision + 1 },
    })
    return { revision: revision + 1 }
  })
}
