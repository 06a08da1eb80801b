import { and, eq, sql } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import type { CampaignState } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { removeJob } from '../platform/jobs'
import { requirePermission } from '../staff/gate'
import { lockCampaign, startJobKey, subject } from './commands'
import { type Campaign, requireCampaign } from './queries'
import { type CampaignIdInput, campaignIdSchema } from './schema'
import { mayBecome } from './states'

/** Wakes the dispatcher. Sent when the transaction commits, never before. */
export async function wakeDispatcher(ctx: BrandContext): Promise<void> {
  await ctx.db.execute(sql`select pg_notify('dispatch', ${ctx.scope.brandId})`)
}

/**
 * Stops claiming for now. What is on its way to WhatsApp at this moment still goes.
 * @throws AppError `not-allowed`, `not-found`, `campaign-not-editable`
 */
export async function pauseCampaign(ctx: BrandContext, input: CampaignIdInput): Promise<void> {
  await moveByStaff(ctx, input, 'paused', 'campaign.pause')
}

/**
 * Goes on with what is still queued, after a pause or a stop. Nobody gets it twice.
 * @throws AppError `not-allowed`, `not-found`, `campaign-not-editable`, `template-not-approved`
 */
export async function resumeCampaign(ctx: BrandContext, input: CampaignIdInput): Promise<void> {
  await moveByStaff(ctx, input, 'sending', 'campaign.resume', async (ctx, campaign) => {
    await requireApproved(ctx, campaign.id)
    await wakeDispatcher(ctx)
  })
}

async function requireApproved(ctx: BrandContext, campaignId: string): Promise<void> {
  const { template } = await requireCampaign(ctx, campaignId)
  if (template.status === 'APPROVED') return
  throw new AppError('template-not-approved', { field: 'templateId', params: { status: template.status } })
}

/**
 * Ends a campaign: before its moment it never starts, on its way the rest is not sent. What was sent stays sent.
 * @throws AppError `not-allowed`, `not-found`, `campaign-not-editable`
 */
export async function cancelCampaign(
  ctx: BrandContext,
  input: CampaignIdInput,
): Promise<{ notSent: number }> {
  let notSent = 0
  await moveByStaff(ctx, input, 'cancelled', 'campaign.cancel', async (ctx, campaign) => {
    await removeJob(ctx, startJobKey(campaign.id))
    const skipped = await ctx.db.execute(sql`
      update messages set state = 'skipped', skip_reason = 'campaign_cancelled'
      where brand_id = ${ctx.scope.brandId} and campaign_id = ${campaign.id} and state = 'queued'`)
    notSent = skipped.count
    return { notSent }
  })
  return { notSent }
}

/**
 * Lets messages of a campaign go once more that staff decided about. One that was done sends again until they are gone;
 * one that is paused or stopped sends them when it goes on.
 * @throws AppError `not-found`, `settle-cancelled`, `template-not-approved`
 */
export async function reopenCampaign(ctx: BrandContext, input: CampaignIdInput): Promise<void> {
  const { campaignId } = campaignIdSchema.parse(input)
  const campaign = await lockCampaign(ctx, campaignId)
  if (campaign.state === 'cancelled') throw new AppError('settle-cancelled')
  if (campaign.state !== 'done') return
  await requireApproved(ctx, campaignId)
  await setState(ctx, campaign, 'sending', null)
}

/**
 * A campaign stops by itself: the template was paused, the account locked, WhatsApp refused in a way that the next
 * person would meet too. Does nothing when it is not sending.
 * @param input.reason a template status or WhatsApp's error code, shown to staff in words
 */
export async function stopCampaign(
  ctx: BrandContext,
  input: { campaignId: string; reason: string },
): Promise<{ stopped: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    const campaign = await lockCampaign(ctx, input.campaignId)
    if (campaign.state !== 'sending') return { stopped: false }
    await setState(ctx, campaign, 'stopped', input.reason)
    await recordAudit(ctx, {
      ...subject(ctx, campaign.id),
      action: 'campaign.stop',
      details: { reason: input.reason },
    })
    return { stopped: true }
  })
}

async function moveByStaff(
  ctx: BrandContext,
  input: CampaignIdInput,
  to: CampaignState,
  action: string,
  also?: (ctx: BrandContext, campaign: Campaign) => Promise<Record<string, unknown> | void>,
): Promise<void> {
  const { campaignId } = campaignIdSchema.parse(input)
  requirePermission(ctx, 'campaigns.schedule')
  await inTransaction(ctx, async (ctx) => {
    const campaign = await lockCampaign(ctx, campaignId)
    // A second press, or a colleague's, that asks for what is so already.
    if (campaign.state === to) return
    if (to === 'sending' && !campaign.startedAt) throw new AppError('campaign-not-editable')
    if (!mayBecome(campaign.state, to)) throw new AppError('campaign-not-editable')
    await setState(ctx, campaign, to, null)
    const details = await also?.(ctx, campaign)
    await recordAudit(ctx, { ...subject(ctx, campaignId), action, ...(details ? { details } : {}) })
  })
}

async function setState(ctx: BrandContext, campaign: Campaign, to: CampaignState, reason: string | null) {
  await ctx.db
    .update(campaigns)
    .set({
      state: to,
      stateReason: reason,
      updatedAt: ctx.now,
      revision: campaign.revision + 1,
      ...(to === 'cancelled' && { finishedAt: ctx.now }),
      ...(to === 'sending' && { finishedAt: null }),
    })
    .where(and(eq(campaigns.brandId, ctx.scope.brandId), eq(campaigns.id, campaign.id)))
}
