import { and, eq, lt, sql } from 'drizzle-orm'
import { bulkActions } from '@/db/schema/segments'
import type { BrandContext } from '../../brands/scope'
import { withdrawConsent } from '../../consent/withdraw'
import { type Context, inTransaction } from '../../platform/context'
import { addJob } from '../../platform/jobs'
import { type BulkAct, bulkActSchema, bulkTargetSchema } from './schema'
import { targetSql } from './target'

/** People a step: short enough that nobody waits long for a row of theirs. A withdrawal is a handful of rows each. */
const stepSize = (act: BulkAct): number => (act.kind === 'withdraw' ? 100 : 1000)

/**
 * Does the next step of an act and asks for the one after it, in one transaction with how far it came: a worker that is
 * killed has done a step whole or not at all, and nobody is counted twice.
 */
export async function runBulkStep(
  ctx: BrandContext,
  { bulkActionId }: { bulkActionId: string },
): Promise<{ left: boolean }> {
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (system) => {
    const [row] = await system.db
      .select()
      .from(bulkActions)
      .where(and(eq(bulkActions.brandId, brandId), eq(bulkActions.id, bulkActionId)))
      .for('update')
    if (row?.state !== 'running') return { left: false }
    // The member of staff who confirmed it is who does it, in every record of it.
    const ctx: BrandContext = { ...system, actor: { type: 'staff', staffId: row.staffId } }
    const act = bulkActSchema.parse(row.act)
    const matching = await targetSql(ctx, bulkTargetSchema.parse(row.target))
    const step = await ctx.db.execute<{ id: string }>(sql`
      select subscribers.id from subscribers
      where ${matching} and subscribers.created_at <= ${row.joinedBefore.toISOString()}::timestamptz
        ${row.afterId ? sql`and subscribers.id > ${row.afterId}::uuid` : sql``}
      order by subscribers.id limit ${stepSize(act)}`)
    const ids = step.map(({ id }) => id)
    const changed = ids.length === 0 ? 0 : await doTo(ctx, { act, ids, bulkActionId })
    const left = ids.length === stepSize(act)
    await ctx.db
      .update(bulkActions)
      .set({
        state: left ? 'running' : 'done',
        seen: row.seen + ids.length,
        changed: row.changed + changed,
        afterId: ids.at(-1) ?? row.afterId,
        updatedAt: new Date(),
      })
      .where(and(eq(bulkActions.brandId, brandId), eq(bulkActions.id, bulkActionId)))
    if (left) await addJob(ctx, 'run-bulk-action', { brandId, bulkActionId }, { key: `bulk:${bulkActionId}` })
    return { left }
  })
}

type Step = { act: BulkAct; ids: string[]; bulkActionId: string }

/** @returns for how many of them it changed something */
async function doTo(ctx: BrandContext, { act, ids, bulkActionId }: Step): Promise<number> {
  if (act.kind === 'withdraw') {
    let changed = 0
    for (const subscriberId of ids) {
      const { withdrawnTopics } = await withdrawConsent(ctx, {
        subscriberId,
        method: 'staff_entry',
        source: { kind: 'staff' },
        evidence: {},
        details: { bulkActionId },
      })
      if (withdrawnTopics > 0) changed++
    }
    return changed
  }
  const people = sql`brand_id = ${ctx.scope.brandId}::uuid and id in (${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`
  const rows =
    act.kind === 'untag'
      ? await ctx.db.execute(sql`
          update subscribers set tags = array_remove(tags, ${act.tag}) where ${people} and tags @> array[${act.tag}]
          returning 1`)
      : await ctx.db.execute(sql`
          update subscribers set tags = array_append(tags, ${act.tag}) where ${people} and not tags @> array[${act.tag}]
          returning 1`)
  return rows.length
}

/** Acts that nobody works on, for the watchdog: a job can get lost, a row cannot. */
export function listStalledBulkActions(
  ctx: Pick<Context, 'db' | 'now'>,
): Promise<{ brandId: string; bulkActionId: string }[]> {
  return ctx.db
    .select({ brandId: bulkActions.brandId, bulkActionId: bulkActions.id })
    .from(bulkActions)
    .where(
      and(eq(bulkActions.state, 'running'), lt(bulkActions.updatedAt, new Date(ctx.now.getTime() - 60_000))),
    )
    .limit(100)
}
