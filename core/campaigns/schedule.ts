import { and, eq } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { getSettings } from '../platform/env'
import { AppError } from '../platform/errors'
import { addJob } from '../platform/jobs'
import { getAccount } from '../providers/accounts'
import { requirePermission } from '../staff/gate'
import { templateComponentsSchema, templateVariables } from '../templates/schema'
import { isDestination, trackedButtons } from '../templates/tracked-links'
import { previewAudience } from './audience'
import { lockCampaign, startJobKey, subject } from './commands'
import { requireCampaign } from './queries'
import { missingVariables } from './rules'
import { type ScheduleCampaignInput, scheduleCampaignSchema, type When } from './schema'
import { mayBecome } from './states'
import { graceMs, readWhen } from './when'

/**
 * Fixes the moment at which a campaign starts. Everything that could stop it is checked here, so that nobody finds
 * out at ten on Friday. A second press with the same revision gives the first one's answer.
 * @throws AppError `not-allowed`, `not-found`, `campaign-not-editable`, `campaign-changed-elsewhere`,
 * `schedule-in-past`, `schedule-invalid-time` (params.problem: `missing` or `twice`), `template-not-approved`,
 * `template-of-other-number`, `template-variable-missing`, `link-invalid`, `audience-empty`, `no-whatsapp-account`
 */
export async function scheduleCampaign(
  ctx: BrandContext,
  input: ScheduleCampaignInput,
): Promise<{ scheduledAt: Date; revision: number }> {
  const { campaignId, revision, when } = scheduleCampaignSchema.parse(input)
  requirePermission(ctx, 'campaigns.schedule')
  return inTransaction(ctx, async (ctx) => {
    const campaign = await lockCampaign(ctx, campaignId)
    const at = await readWhen(ctx, when)
    const { scheduledAt } = campaign
    const done =
      campaign.revision === revision + 1 && (campaign.state === 'scheduled' || campaign.startedAt !== null)
    if (done && scheduledAt && isSameWish(when, at, scheduledAt))
      return { scheduledAt, revision: revision + 1 }
    if (!mayBecome(campaign.state, 'scheduled')) throw new AppError('campaign-not-editable')
    if (campaign.revision !== revision) throw new AppError('campaign-changed-elsewhere')
    await requireReady(ctx, campaignId)
    await ctx.db
      .update(campaigns)
      .set({
        state: 'scheduled',
        stateReason: null,
        scheduledAt: at,
        revision: revision + 1,
        updatedAt: ctx.now,
      })
      .where(and(eq(campaigns.brandId, ctx.scope.brandId), eq(campaigns.id, campaignId)))
    await addJob(
      ctx,
      'start-campaign',
      { brandId: ctx.scope.brandId, campaignId },
      { runAt: at, key: startJobKey(campaignId), keyMode: 'replace' },
    )
    await recordAudit(ctx, {
      ...subject(ctx, campaignId),
      action: 'campaign.schedule',
      details: { scheduledAt: at.toISOString() },
    })
    return { scheduledAt: at, revision: revision + 1 }
  })
}

/** Whether a second press asks for what the first one already did. */
function isSameWish(when: When, at: Date, scheduledAt: Date): boolean {
  const apartMs = Math.abs(at.getTime() - scheduledAt.getTime())
  return when.kind === 'now' ? apartMs < graceMs : apartMs === 0
}

async function requireReady(ctx: BrandContext, campaignId: string): Promise<void> {
  const { campaign, template } = await requireCampaign(ctx, campaignId)
  if (template.status !== 'APPROVED') {
    throw new AppError('template-not-approved', { field: 'templateId', params: { status: template.status } })
  }
  const components = templateComponentsSchema.parse(template.components)
  const needed = templateVariables(components)
  const [missing] = missingVariables(
    needed.filter((variable) => !variable.optional).map((variable) => variable.key),
    campaign.variables,
  )
  if (missing)
    throw new AppError('template-variable-missing', { field: 'variables', params: { name: missing } })
  // A counted link leads where the campaign says, so that has to be somewhere.
  for (const button of trackedButtons(components, getSettings().PUBLIC_URL)) {
    const value = campaign.variables[`button_${button}`]
    if (value?.from !== 'text' || !isDestination(value.text))
      throw new AppError('link-invalid', { field: 'variables' })
  }
  const account = await getAccount(ctx)
  if (!account) throw new AppError('no-whatsapp-account')
  if (template.accountId !== account.id)
    throw new AppError('template-of-other-number', { field: 'templateId' })
  const preview = await previewAudience(ctx, {
    topicId: campaign.topicId,
    templateCategory: template.category,
    audience: campaign.audience,
  })
  if (preview.eligible === 0) {
    throw new AppError('audience-empty', { field: 'audience', params: { total: preview.total } })
  }
}
