import { type SQL, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { reopenCampaign, wakeDispatcher } from '../campaigns/steer'
import { inTransaction } from '../platform/context'
import { addJob } from '../platform/jobs'
import { requirePermission } from '../staff/gate'
import { type SettleInput, settleSchema } from './schema'
import type { Settlement } from './states'
import { handedOverAt } from './uncertain'

/**
 * Staff decide about messages of which nobody knows whether they arrived: `arrived`, `failed`, or `again`, which may reach
 * a person twice and is therefore never done by itself. A report that WhatsApp still sends has the last word, as always:
 * what it settled meanwhile is passed over. Messages that go again are judged by every rule again when they leave.
 * @returns how many were still uncertain and are settled now
 * @throws AppError `not-allowed`, `not-found`, and for `again`: `settle-cancelled`, `template-not-approved`
 */
export async function settleMessages(ctx: BrandContext, input: SettleInput): Promise<{ settled: number }> {
  const { campaignId, which, as } = settleSchema.parse(input)
  requirePermission(ctx, 'messages.settle')
  return inTransaction(ctx, async (ctx) => {
    if (as === 'again' && campaignId) await reopenCampaign(ctx, { campaignId })
    const chosen =
      'messageIds' in which
        ? sql`messages.id = any(${sql.param(which.messageIds)}::uuid[])`
        : sql`${handedOverAt} <= ${which.handedOverUntil.toISOString()}::timestamptz`
    const rows = await ctx.db.execute<{ id: string }>(sql`
      with chosen as (
        -- In the order that applyStatuses locks in.
        select id from messages
        where brand_id = ${ctx.scope.brandId}::uuid and state = 'uncertain'
          and campaign_id is not distinct from ${campaignId}::uuid and ${chosen}
        order by id for update
      )
      update messages set ${changeOf[as](sql`${ctx.now.toISOString()}::timestamptz`)}
      from chosen where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.id = chosen.id
      returning messages.id`)
    if (rows.length === 0) return { settled: 0 }
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: campaignId ? 'campaign.settle' : 'message.settle',
      subjectType: campaignId ? 'campaign' : 'brand',
      subjectId: campaignId ?? ctx.scope.brandId,
      details: { as, count: rows.length, messageIds: rows.slice(0, 100).map(({ id }) => id) },
    })
    const { brandId } = ctx.scope
    await addJob(
      ctx,
      'refresh-roll-ups',
      { brandId },
      { key: `roll-ups:${brandId}`, keyMode: 'preserve_run_at' },
    )
    if (as === 'again') await wakeDispatcher(ctx)
    return { settled: rows.length }
  })
}

const changeOf: Record<Settlement, (now: SQL) => SQL> = {
  arrived: (now) => sql`state = 'delivered', accepted_at = coalesce(accepted_at, ${handedOverAt}),
    delivered_at = ${now}, error_code = null, error_title = null, lease_until = null`,
  failed: (now) => sql`state = 'failed', failed_at = ${now}, error_code = null,
    error_title = 'settled-by-staff', lease_until = null`,
  // As new: the tries before say nothing about this one.
  again: (now) => sql`state = 'queued', due_at = ${now}, attempts = 0, error_code = null, error_title = null,
    lease_until = null, defer_reason = null`,
}
