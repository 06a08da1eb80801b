import { and, desc, eq, gt, or } from 'drizzle-orm'
import { bulkActions } from '@/db/schema/segments'
import type { BrandContext } from '../../brands/scope'
import { type BulkProgress, bulkActSchema } from './schema'

/** What is being done to many people now, and what was finished in the last ten minutes; the newest first. */
export async function listBulkActions(ctx: BrandContext): Promise<BulkProgress[]> {
  const rows = await ctx.db
    .select()
    .from(bulkActions)
    .where(
      and(
        eq(bulkActions.brandId, ctx.scope.brandId),
        or(
          eq(bulkActions.state, 'running'),
          gt(bulkActions.updatedAt, new Date(ctx.now.getTime() - 600_000)),
        ),
      ),
    )
    .orderBy(desc(bulkActions.createdAt))
    .limit(5)
  return rows.map((row) => {
    const act = bulkActSchema.parse(row.act)
    const { id, state, total, seen, changed } = row
    return { id, act, state, total, seen, changed, segmentId: act.kind === 'gather' ? id : null }
  })
}
