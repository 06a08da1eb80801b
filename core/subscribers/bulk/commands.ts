import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { bulkActions, segments } from '@/db/schema/segments'
import { subscriberTags } from '@/db/schema/subscribers'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { addJob } from '../../platform/jobs'
import { requirePermission } from '../../staff/gate'
import type { SegmentGroup } from '../segments/schema'
import { type BulkAct, bulkActionIdSchema, type StartBulkActionInput, startBulkActionSchema } from './schema'
import { countTarget } from './target'

const permissionOf = (act: BulkAct) =>
  act.kind === 'withdraw' ? 'subscribers.withdraw' : 'subscribers.write'

/**
 * Begins one act on many people. A job does it in steps; the row says how far it is.
 * @throws AppError `conflict` when more people match than were confirmed, `audience-empty` when nobody does,
 * `name-taken` for a segment that is there already, `not-allowed`
 */
export async function startBulkAction(
  ctx: BrandContext,
  input: StartBulkActionInput,
): Promise<{ id: string }> {
  const { act, target, confirmed } = startBulkActionSchema.parse(input)
  requirePermission(ctx, permissionOf(act))
  if (ctx.actor.type !== 'staff') throw new AppError('not-allowed')
  const { staffId } = ctx.actor
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const total = await countTarget(ctx, target)
    if (total === 0) throw new AppError('audience-empty')
    if (total > confirmed) throw new AppError('conflict')
    if (act.kind === 'tag' || act.kind === 'gather') {
      await ctx.db
        .insert(subscriberTags)
        .values({ brandId, name: act.tag, createdAt: ctx.now })
        .onConflictDoNothing()
    }
    const id = newId(ctx.now)
    if (act.kind === 'gather') await makeSegment(ctx, { id, tag: act.tag, staffId })
    await ctx.db.insert(bulkActions).values({
      ...{ brandId, id, act, target, state: 'running' as const, total, staffId },
      joinedBefore: ctx.now,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    await recordAudit(ctx, {
      brandId,
      action: `subscribers.bulk-${act.kind}`,
      subjectType: 'bulk-action',
      subjectId: id,
      details: { total },
    })
    await addJob(ctx, 'run-bulk-action', { brandId, bulkActionId: id }, { key: `bulk:${id}` })
    return { id }
  })
}

/** The segment of what is gathered has the id of the act: who follows one finds the other. */
async function makeSegment(
  ctx: BrandContext,
  made: { id: string; tag: string; staffId: string },
): Promise<void> {
  const rules: SegmentGroup = {
    combinator: 'and',
    rules: [{ field: 'tag', operator: 'has', value: made.tag }],
  }
  const rows = await ctx.db
    .insert(segments)
    .values({
      ...{
        brandId: ctx.scope.brandId,
        id: made.id,
        name: made.tag,
        rules,
        revision: 1,
        createdBy: made.staffId,
      },
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflictDoNothing({ target: [segments.brandId, segments.name] })
    .returning({ id: segments.id })
  if (rows.length === 0) throw new AppError('name-taken', { field: 'tag' })
}

/** Ends an act where it stands. What was done stays done. */
export async function cancelBulkAction(
  ctx: BrandContext,
  input: z.input<typeof bulkActionIdSchema>,
): Promise<void> {
  const { bulkActionId } = bulkActionIdSchema.parse(input)
  requirePermission(ctx, 'subscribers.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(bulkActions)
      .set({ state: 'cancelled', updatedAt: ctx.now })
      .where(
        and(
          eq(bulkActions.brandId, brandId),
          eq(bulkActions.id, bulkActionId),
          eq(bulkActions.state, 'running'),
        ),
      )
      .returning({ seen: bulkActions.seen })
    if (rows.length === 0) return
    await recordAudit(ctx, {
      brandId,
      action: 'subscribers.bulk-cancel',
      subjectType: 'bulk-action',
      subjectId: bulkActionId,
      details: { seen: rows[0]?.seen ?? 0 },
    })
  })
}
