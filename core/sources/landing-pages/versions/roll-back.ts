import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { landingPages } from '@/db/schema/landing-pages'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { requirePermission } from '../../../staff/gate'
import { lockPage } from '../commands'
import { listBrokenRules } from '../prepare-version'
import { putLive } from '../put-live'
import { findLiveVersion, requireVersion } from '../require-version'
import { copyVersion, listRenders, type StoredVersion } from '../store-version'
import { requireNoTest } from '../variants/running'

const rollBackInput = z.object({
  pageId: z.uuid(),
  /** What to go back to. */
  versionId: z.uuid(),
  /** What was live on the screen; null when nothing was. */
  liveVersion: z.number().int().nullable(),
})
export type RollBackInput = z.input<typeof rollBackInput>

/**
 * Puts an old version live again, as a new one that equals it document for document. It has to keep the rules by the facts
 * of now: an old page may promise what the brand no longer does. The draft follows only where it held nothing new.
 * @throws AppError `page-changed-elsewhere` when something else is live by now; `page-rule-broken` (params `count`);
 * `page-test-running`
 */
export async function rollBack(ctx: BrandContext, input: RollBackInput): Promise<StoredVersion> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, versionId, liveVersion } = rollBackInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const page = await lockPage(ctx, pageId)
    const live = await findLiveVersion(ctx, page)
    if ((live?.version ?? null) !== liveVersion) throw new AppError('page-changed-elsewhere')
    await requireNoTest(ctx, pageId)
    const old = await requireVersion(ctx, { pageId, versionId })
    const documents = await listRenders(ctx, old.id)
    const { length: count } = await listBrokenRules(ctx, page, { content: old.content, documents })
    if (count > 0) throw new AppError('page-rule-broken', { params: { count } })
    const stored = await copyVersion(ctx, old)
    await putLive(ctx, page, stored.version)
    if (live) await followDraft(ctx, { pageId, before: live.content, after: old.content })
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.roll-back',
      subjectType: 'landing-page',
      subjectId: page.id,
      details: { ...stored, to: old.version },
    })
    return stored
  })
}

/** A draft that only repeated what was live repeats what is live now; one with changes of its own is nobody's to lose. */
async function followDraft(
  ctx: BrandContext,
  { pageId, before, after }: { pageId: string; before: unknown; after: unknown },
): Promise<void> {
  await ctx.db
    .update(landingPages)
    .set({ draft: after, draftRevision: sql`${landingPages.draftRevision} + 1` })
    .where(
      and(
        eq(landingPages.brandId, ctx.scope.brandId),
        eq(landingPages.id, pageId),
        sql`${landingPages.draft} = ${JSON.stringify(before)}::jsonb`,
      ),
    )
}
