import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { segments } from '@/db/schema/segments'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { actorId, inTransaction } from '../../platform/context'
import { isTaken } from '../../platform/database-errors'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { countExactly } from '../count'
import { knownPeople } from '../people'
import { compileGroup } from './compile'
import { type SaveSegmentInput, saveSegmentSchema, segmentIdSchema, segmentRulesSchema } from './schema'

/**
 * Keeps a group under its name: a new one, or another version of one that is there.
 * @throws AppError `name-taken` (field `name`), `conflict` when somebody saved it in the meantime, `not-allowed`
 */
export async function saveSegment(
  ctx: BrandContext,
  input: SaveSegmentInput,
): Promise<{ id: string; revision: number }> {
  const { segmentId, revision, name, rules } = saveSegmentSchema.parse(input)
  requirePermission(ctx, 'campaigns.write')
  const { brandId } = ctx.scope
  try {
    return await inTransaction(ctx, async (ctx) => {
      const id = segmentId ?? newId(ctx.now)
      let saved = 1
      if (segmentId) {
        const [row] = await ctx.db
          .update(segments)
          .set({ name, rules, revision: sql`${segments.revision} + 1`, updatedAt: ctx.now })
          .where(
            and(
              eq(segments.brandId, brandId),
              eq(segments.id, segmentId),
              eq(segments.revision, revision ?? 0),
            ),
          )
          .returning({ revision: segments.revision })
        if (!row) throw new AppError('conflict')
        saved = row.revision
      } else {
        const by = ctx.actor.type === 'staff' ? actorId(ctx.actor) : null
        await ctx.db.insert(segments).values({
          ...{ brandId, id, name, rules, revision: 1, createdBy: by },
          createdAt: ctx.now,
          updatedAt: ctx.now,
        })
      }
      await recordAudit(ctx, { brandId, action: 'segment.save', subjectType: 'segment', subjectId: id })
      return { id, revision: saved }
    })
  } catch (error) {
    if (isTaken(error)) throw new AppError('name-taken', { field: 'name', cause: error })
    throw error
  }
}

/**
 * Removes a saved group. The people stay.
 * @throws AppError `segment-in-use` while a campaign that has not gone out is meant for it, `not-found`, `not-allowed`
 */
export async function removeSegment(
  ctx: BrandContext,
  input: z.input<typeof segmentIdSchema>,
): Promise<void> {
  const { segmentId } = segmentIdSchema.parse(input)
  requirePermission(ctx, 'campaigns.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .delete(segments)
      .where(and(eq(segments.brandId, brandId), eq(segments.id, segmentId)))
      .returning({ id: segments.id })
    if (!row) throw new AppError('not-found')
    const [used] = await ctx.db.execute(sql`
      select from campaigns where brand_id = ${brandId}::uuid and state in ('draft', 'scheduled', 'overdue')
        and audience ->> 'segmentId' = ${segmentId} limit 1`)
    if (used) throw new AppError('segment-in-use')
    await recordAudit(ctx, {
      brandId,
      action: 'segment.remove',
      subjectType: 'segment',
      subjectId: segmentId,
    })
  })
}

/** How many people rules that are being written mean, at this moment. Everybody is counted. */
export function countSegment(ctx: BrandContext, rules: unknown): Promise<number> {
  const parsed = segmentRulesSchema.parse(rules)
  return countExactly(ctx, sql`${knownPeople(ctx.scope.brandId)} and ${compileGroup(parsed, ctx)}`)
}
