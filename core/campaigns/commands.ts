import { and, eq, sql } from 'drizzle-orm'
import { type Audience, campaigns } from '@/db/schema/campaigns'
import { topics } from '@/db/schema/consent'
import { templates } from '@/db/schema/templates'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { removeJob } from '../platform/jobs'
import { requirePermission } from '../staff/gate'
import { requireSegment } from '../subscribers/segments/queries'
import { canAskAgain } from '../templates/rules'
import { templateComponentsSchema } from '../templates/schema'
import type { Campaign } from './queries'
import {
  type CreateCampaignInput,
  createCampaignSchema,
  type UpdateCampaignInput,
  updateCampaignSchema,
} from './schema'
import { editableStates } from './states'
import { readWhen } from './when'

/** The key of the job that starts a campaign: a new moment replaces the old one. */
export const startJobKey = (campaignId: string): string => `start-campaign:${campaignId}`

/** One row, locked until the transaction ends, so that two presses come one after the other. @throws AppError `not-found` */
export async function lockCampaign(ctx: BrandContext, campaignId: string): Promise<Campaign> {
  const [row] = await ctx.db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.brandId, ctx.scope.brandId), eq(campaigns.id, campaignId)))
    .for('update')
  if (!row) throw new AppError('not-found')
  return row
}

/**
 * Starts a draft. Calling it again with the same `id` gives the draft that is there already.
 * @throws AppError `not-allowed`, `not-found` (topic or template), `conflict` (name taken), `invalid-input` (a
 * marketing template for a topic that people did not give marketing consent for)
 */
export async function createCampaign(
  ctx: BrandContext,
  input: CreateCampaignInput,
): Promise<{ id: string; revision: number }> {
  const { id: chosenId, ...values } = createCampaignSchema.parse(input)
  requirePermission(ctx, 'campaigns.write')
  return inTransaction(ctx, async (ctx) => {
    await requireMatch(ctx, values)
    await requireFreeName(ctx, values.name, chosenId)
    const id = chosenId ?? newId(ctx.now)
    const inserted = await ctx.db
      .insert(campaigns)
      .values({
        ...values,
        brandId: ctx.scope.brandId,
        id,
        state: 'draft',
        revision: 1,
        createdBy: ctx.actor.type === 'staff' ? ctx.actor.staffId : null,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing({ target: [campaigns.brandId, campaigns.id] })
      .returning({ id: campaigns.id })
    if (inserted.length === 0) {
      const existing = await lockCampaign(ctx, id)
      return { id, revision: existing.revision }
    }
    await recordAudit(ctx, { ...subject(ctx, id), action: 'campaign.create' })
    return { id, revision: 1 }
  })
}

/**
 * Changes a campaign that is not under way. A scheduled or overdue one becomes a draft again: what was checked when
 * it was scheduled is checked anew.
 * @throws AppError `not-allowed`, `not-found`, `campaign-not-editable`, `campaign-changed-elsewhere`, `conflict`,
 * `invalid-input`, and for the moment `schedule-in-past`, `schedule-invalid-time`
 */
export async function updateCampaign(
  ctx: BrandContext,
  input: UpdateCampaignInput,
): Promise<{ revision: number }> {
  const { campaignId, revision, when, ...change } = updateCampaignSchema.parse(input)
  requirePermission(ctx, 'campaigns.write')
  return inTransaction(ctx, async (ctx) => {
    const campaign = await lockCampaign(ctx, campaignId)
    if (!editableStates.some((state) => state === campaign.state)) throw new AppError('campaign-not-editable')
    if (campaign.revision !== revision) throw new AppError('campaign-changed-elsewhere')
    await requireMatch(ctx, { ...campaign, ...change })
    if (change.name) await requireFreeName(ctx, change.name, campaignId)
    await ctx.db
      .update(campaigns)
      .set({
        ...change,
        // Kept as the moment that is meant. Only `scheduled` makes it count.
        ...(when && { scheduledAt: when.kind === 'now' ? null : await readWhen(ctx, when) }),
        state: 'draft',
        stateReason: null,
        revision: revision + 1,
        updatedAt: ctx.now,
      })
      .where(and(eq(campaigns.brandId, ctx.scope.brandId), eq(campaigns.id, campaignId)))
    if (campaign.state !== 'draft') await removeJob(ctx, startJobKey(campaignId))
    await recordAudit(ctx, {
      ...subject(ctx, campaignId),
      action: 'campaign.update',
      details: {
        changed: [...Object.keys(change), ...(when ? ['when'] : [])],
        unscheduled: campaign.state !== 'draft',
      },
    })
    return { revision: revision + 1 }
  })
}

/** The part of an audit row that is the same for every change of a campaign. */
export const subject = (ctx: BrandContext, campaignId: string) => ({
  brandId: ctx.scope.brandId,
  subjectType: 'campaign',
  subjectId: campaignId,
})

/** Topic and template are this brand's, and marketing goes only where marketing was asked for. */
async function requireMatch(
  ctx: BrandContext,
  about: { topicId: string; templateId: string; audience?: Audience },
): Promise<void> {
  if (about.audience?.segmentId) await requireSegment(ctx, about.audience.segmentId)
  const [topic] = await ctx.db
    .select({ category: topics.category, archivedAt: topics.archivedAt })
    .from(topics)
    .where(and(eq(topics.brandId, ctx.scope.brandId), eq(topics.id, about.topicId)))
  if (!topic || topic.archivedAt) throw new AppError('not-found', { field: 'topicId' })
  const [template] = await ctx.db
    .select({ category: templates.category, components: templates.components })
    .from(templates)
    .where(and(eq(templates.brandId, ctx.scope.brandId), eq(templates.id, about.templateId)))
  if (!template) throw new AppError('not-found', { field: 'templateId' })
  if (about.audience?.asksAgain && !canAskAgain(templateComponentsSchema.parse(template.components)))
    throw new AppError('template-cannot-ask-again', { field: 'templateId' })
  if (template.category === 'MARKETING' && topic.category !== 'marketing') {
    throw new AppError('invalid-input', {
      field: 'topicId',
      params: { problem: 'marketing-to-utility-topic' },
    })
  }
}

async function requireFreeName(ctx: BrandContext, name: string, ownId: string | undefined): Promise<void> {
  const [taken] = await ctx.db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(
      and(eq(campaigns.brandId, ctx.scope.brandId), eq(sql`lower(${campaigns.name})`, name.toLowerCase())),
    )
  if (taken && taken.id !== ownId) throw new AppError('conflict', { field: 'name' })
}
