import { and, eq, lte, sql } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { type Context, inTransaction } from '../platform/context'
import { blockReasonSql, consentJoin, requirePolicy } from '../policy/policy'
import { requireAccount } from '../providers/accounts'
import { maySend } from '../templates/life-cycle'
import { audienceSql } from './audience'
import { lockCampaign, subject } from './commands'
import { type CampaignDetails, requireCampaign } from './queries'
import { overdueAfterMs } from './rules'
import { type CampaignIdInput, campaignIdSchema } from './schema'
import { wakeDispatcher } from './steer'

/**
 * So many new rows at once make the planner's picture of the queue wrong until autovacuum comes by: a claim of 400 was
 * seen to take 283 ms before the table was looked at, and 49 ms after. Looking blocks neither reading nor writing.
 */
const manyRows = 10_000

/** The job runs by the database's clock, this reads the machine's own. */
const clockSkewMs = 30_000

export type StartOutcome =
  | { outcome: 'started'; queued: number; leftOut: number }
  /** Somebody has to look first: it is too late (reason null), the template has this status, or another number sends. */
  | { outcome: 'overdue'; reason: string | null }
  /** Not scheduled any more, not yet due, or started by somebody else. */
  | { outcome: 'nothing-to-do' }

/**
 * Starts a campaign whose moment has come, once, however many workers try: the row is locked and its state changed
 * in the transaction that fixes the audience. Those who may get it are queued, the others are written down with
 * the reason; together they are everybody who was meant.
 */
export async function startCampaign(ctx: BrandContext, input: CampaignIdInput): Promise<StartOutcome> {
  const { campaignId } = campaignIdSchema.parse(input)
  const outcome = await inTransaction(ctx, async (ctx): Promise<StartOutcome> => {
    const { state, scheduledAt } = await lockCampaign(ctx, campaignId)
    if (state !== 'scheduled' || !scheduledAt) return { outcome: 'nothing-to-do' }
    if (scheduledAt.getTime() > ctx.now.getTime() + clockSkewMs) return { outcome: 'nothing-to-do' }
    const details = await requireCampaign(ctx, campaignId)
    const lateMs = ctx.now.getTime() - scheduledAt.getTime()
    const account = await requireAccount(ctx)
    const reason = whatStandsInTheWay(details, account)
    if (reason || lateMs > overdueAfterMs) {
      await setState(ctx, campaignId, { state: 'overdue', stateReason: reason })
      await recordAudit(ctx, {
        ...subject(ctx, campaignId),
        action: 'campaign.overdue',
        details: { lateMinutes: Math.max(0, Math.round(lateMs / 60_000)), reason },
      })
      return { outcome: 'overdue', reason }
    }
    const { queued, leftOut } = await fixAudience(ctx, details, account.id)
    await setState(
      ctx,
      campaignId,
      queued > 0
        ? { state: 'sending', startedAt: ctx.now }
        : { state: 'done', startedAt: ctx.now, finishedAt: ctx.now },
    )
    await recordAudit(ctx, {
      ...subject(ctx, campaignId),
      action: 'campaign.start',
      details: { queued, leftOut },
    })
    await wakeDispatcher(ctx)
    return { outcome: 'started', queued, leftOut }
  })
  if (outcome.outcome === 'started' && outcome.queued >= manyRows) await ctx.db.execute(sql`analyze messages`)
  return outcome
}

/** The status of a template that may not be sent, or `NUMBER_CHANGED`: it is approved for a number that no longer sends. */
function whatStandsInTheWay({ template }: CampaignDetails, account: { id: string }): string | null {
  if (template.accountId !== account.id) return 'NUMBER_CHANGED'
  return maySend(template.status) ? null : template.status
}

/** One statement, so that nobody's consent can change between being counted in and being queued. */
async function fixAudience(
  ctx: BrandContext,
  { campaign, template }: CampaignDetails,
  accountId: string,
): Promise<{ queued: number; leftOut: number }> {
  const p = await requirePolicy(ctx, { topicId: campaign.topicId, templateCategory: template.category })
  const now = ctx.now.toISOString()
  const [counts] = await ctx.db.execute<{ queued: number; left_out: number }>(sql`
    with meant as materialized (
      select subscribers.id, ${blockReasonSql(p)} as reason from subscribers ${consentJoin(p)}
      where ${await audienceSql(ctx, campaign)}
    ), queued as (
      insert into messages
        (brand_id, id, account_id, subscriber_id, campaign_id, template_id, state, due_at, queued_at)
      select ${p.brandId}::uuid, ${idAt(ctx.now)}, ${accountId}::uuid, meant.id, ${campaign.id}::uuid,
        ${template.id}::uuid, 'queued', ${now}::timestamptz, ${now}::timestamptz
      from meant where reason is null
      on conflict do nothing
      returning 1
    ), left_out as (
      insert into campaign_exclusions (brand_id, campaign_id, subscriber_id, reason)
      select ${p.brandId}::uuid, ${campaign.id}::uuid, meant.id, reason from meant where reason is not null
      on conflict do nothing
      returning 1
    )
    select (select count(*) from queued)::int as queued, (select count(*) from left_out)::int as left_out`)
  return { queued: counts?.queued ?? 0, leftOut: counts?.left_out ?? 0 }
}

/** `newId` for many rows at once: a random UUID with the time in front and version 7 (bits 52 and 53 of the bytea). */
function idAt(at: Date) {
  const milliseconds = at.getTime().toString(16).padStart(12, '0')
  return sql`encode(set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid()) placing decode(${milliseconds}, 'hex') from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`
}

async function setState(
  ctx: BrandContext,
  campaignId: string,
  values: Partial<typeof campaigns.$inferInsert>,
): Promise<void> {
  await ctx.db
    .update(campaigns)
    .set({ ...values, updatedAt: ctx.now })
    .where(and(eq(campaigns.brandId, ctx.scope.brandId), eq(campaigns.id, campaignId)))
}

/** Scheduled campaigns of all brands whose moment has come, for the watchdog: a job can get lost, a row cannot. */
export function listDueCampaigns(
  ctx: Pick<Context, 'db' | 'now'>,
): Promise<{ brandId: string; campaignId: string }[]> {
  return ctx.db
    .select({ brandId: campaigns.brandId, campaignId: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.state, 'scheduled'), lte(campaigns.scheduledAt, ctx.now)))
    .orderBy(campaigns.scheduledAt)
    .limit(100)
}
