import { and, eq, sql } from 'drizzle-orm'
import { landingPages } from '@/db/schema/landing-pages'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { listOpenTopics } from '../../consent/queries'
import { inTransaction } from '../../platform/context'
import { isTaken } from '../../platform/database-errors'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { isSlug } from './rules'
import {
  type CreateLandingPageInput,
  createLandingPageInput,
  type SaveDraftInput,
  saveDraftInput,
} from './schema'
import { contentFrom } from './starting-points'

export type LandingPage = typeof landingPages.$inferSelect

async function orSlugTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isTaken(error)) throw new AppError('slug-taken', { field: 'slug', cause: error })
    throw error
  }
}

/**
 * Makes a draft from a starting point.
 * @throws AppError `slug-invalid`, `slug-taken` (field `slug`), `invalid-input` for a topic that is not the brand's
 */
export async function createLandingPage(
  ctx: BrandContext,
  input: CreateLandingPageInput,
): Promise<{ id: string; slug: string; revision: number }> {
  requirePermission(ctx, 'pages.write')
  const { name, slug, startingPoint, topics: chosen, languages } = createLandingPageInput.parse(input)
  if (!isSlug(slug)) throw new AppError('slug-invalid', { field: 'slug' })
  const topics = await listOpenTopics(ctx)
  const withWords = chosen.map(({ topicId, words }) => {
    const topic = topics.find(({ id }) => id === topicId)
    if (!topic) throw new AppError('invalid-input', { field: 'topics' })
    return { ...topic, words }
  })
  const id = newId(ctx.now)
  await inTransaction(ctx, async (ctx) => {
    await orSlugTaken(
      ctx.db.insert(landingPages).values({
        brandId: ctx.scope.brandId,
        id,
        slug,
        name,
        state: 'draft',
        draft: contentFrom(startingPoint, withWords, ctx.now, languages),
        draftRevision: 1,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      }),
    )
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.create',
      subjectType: 'landing-page',
      subjectId: id,
      details: { startingPoint },
    })
  })
  return { id, slug, revision: 1 }
}

/** Takes the page's row for writing. @throws AppError `not-found` */
export async function lockPage(ctx: BrandContext, pageId: string): Promise<LandingPage> {
  const [page] = await ctx.db
    .select()
    .from(landingPages)
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, pageId)))
    .for('update')
  if (!page) throw new AppError('not-found')
  return page
}

/** Tells every web process to forget what it holds of a page. Sent when the transaction commits. */
export async function announcePage(ctx: BrandContext, slug: string): Promise<void> {
  await ctx.db.execute(sql`select pg_notify('landing_page', ${slug})`)
}

/**
 * Keeps what is being edited. The address may change until the page is first published; after that it is in print.
 * @throws AppError `page-changed-elsewhere` when somebody saved since `revision`; `slug-invalid`, `slug-taken`
 */
export async function saveDraft(
  ctx: BrandContext,
  input: SaveDraftInput,
): Promise<{ revision: number; savedAt: Date }> {
  requirePermission(ctx, 'pages.write')
  const { pageId, revision, name, slug, content } = saveDraftInput.parse(input)
  if (!isSlug(slug)) throw new AppError('slug-invalid', { field: 'slug' })
  return inTransaction(ctx, async (ctx) => {
    const page = await lockPage(ctx, pageId)
    if (page.draftRevision !== revision) throw new AppError('page-changed-elsewhere')
    if (page.publishedVersion !== null && page.slug !== slug)
      throw new AppError('slug-invalid', { field: 'slug' })
    await orSlugTaken(
      ctx.db
        .update(landingPages)
        .set({ name, slug, draft: content, draftRevision: revision + 1, updatedAt: ctx.now })
        .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, pageId))),
    )
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.save',
      subjectType: 'landing-page',
      subjectId: pageId,
      details: { revision: revision + 1 },
    })
    return { revision: revision + 1, savedAt: ctx.now }
  })
}
