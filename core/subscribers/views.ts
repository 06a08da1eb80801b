import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { savedViews } from '@/db/schema/segments'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { actorId, inTransaction } from '../platform/context'
import { isTaken } from '../platform/database-errors'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { requirePermission } from '../staff/gate'

export const saveViewSchema = z.object({
  name: z.string().trim().min(1).max(60),
  /** As in the address, from the question mark on. A search is personal data of those it finds, and is not kept. */
  query: z
    .string()
    .max(2000)
    .regex(/^\?[\x20-\x7e]+$/),
})

export type SavedView = { id: string; name: string; query: string }

/** The views that the brand's staff share, by name. */
export function listViews(ctx: BrandContext): Promise<SavedView[]> {
  return ctx.db
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(eq(savedViews.brandId, ctx.scope.brandId))
    .orderBy(asc(savedViews.name))
    .limit(100)
}

/** Keeps a view of the list under a name. @throws AppError `name-taken` (field `name`), `not-allowed` */
export async function saveView(ctx: BrandContext, input: z.input<typeof saveViewSchema>): Promise<SavedView> {
  const { name, query } = saveViewSchema.parse(input)
  requirePermission(ctx, 'subscribers.write')
  const { brandId } = ctx.scope
  const params = new URLSearchParams(query)
  for (const passing of ['q', 'after', 'before', 'person', 'tab']) params.delete(passing)
  const view = { id: newId(ctx.now), name, query: `?${params}` }
  try {
    await inTransaction(ctx, async (ctx) => {
      const createdBy = ctx.actor.type === 'staff' ? actorId(ctx.actor) : null
      await ctx.db.insert(savedViews).values({ ...view, brandId, createdBy, createdAt: ctx.now })
      await recordAudit(ctx, { brandId, action: 'view.save', subjectType: 'view', subjectId: view.id })
    })
  } catch (error) {
    if (isTaken(error)) throw new AppError('name-taken', { field: 'name', cause: error })
    throw error
  }
  return view
}

/** Forgets a view. @throws AppError `not-found`, `not-allowed` */
export async function removeView(ctx: BrandContext, input: { viewId: string }): Promise<void> {
  const viewId = z.uuid().parse(input.viewId)
  requirePermission(ctx, 'subscribers.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .delete(savedViews)
      .where(and(eq(savedViews.brandId, brandId), eq(savedViews.id, viewId)))
      .returning({ id: savedViews.id })
    if (rows.length === 0) throw new AppError('not-found')
    await recordAudit(ctx, { brandId, action: 'view.remove', subjectType: 'view', subjectId: viewId })
  })
}
