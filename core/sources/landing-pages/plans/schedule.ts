import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { landingPagePlans } from '@/db/schema/landing-page-plans'
import type { PagePlanAct } from '@/db/states'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { actorId, inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { newId } from '../../../platform/ids'
import { addJob, removeJob } from '../../../platform/jobs'
import { requirePermission } from '../../../staff/gate'
import { type LandingPage, lockPage } from '../commands'
import { prepareVersion } from '../prepare-version'
import type { RenderPage } from '../render-page'
import { storeVersion } from '../store-version'
import { readMoment } from './moment'
import { planMoment } from './schema'

const planInput = z.object({ pageId: z.uuid(), when: planMoment })
const planPublicationInput = planInput.extend({ revision: z.number().int().min(1) })
const cancelInput = z.object({ pageId: z.uuid(), planId: z.uuid() })

/** The key of the job that carries a plan out. */
const jobKey = (planId: string): string => `page-plan:${planId}`

export type Planned = { planId: string; at: Date }

/**
 * Fixes the moment at which the draft that was looked at goes live. It is rendered and checked now and stored as the
 * version that will be served; later changes to the draft do not touch it. A plan to publish that waits already is
 * replaced.
 * @throws AppError `schedule-in-past`, `schedule-invalid-time` (field `when`); `page-changed-elsewhere`; `page-incomplete`
 */
export async function planPublication(
  ctx: BrandContext,
  input: z.input<typeof planPublicationInput> & { render: RenderPage },
): Promise<Planned & { version: number }> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, revision, when } = planPublicationInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const at = await readMoment(ctx, when)
    const prepared = await prepareVersion(ctx, { pageId, revision, render: input.render })
    const stored = await storeVersion(ctx, { ...prepared, landingPageId: pageId })
    const planId = await replacePlan(ctx, { page: prepared.page, act: 'publish', at, ...stored })
    return { planId, at, version: stored.version }
  })
}

/**
 * Fixes the moment at which the page goes offline; the page may be live, or planned to be. One that waits is replaced.
 * @throws AppError `schedule-in-past`, `schedule-invalid-time` (field `when`); `not-found`
 */
export async function planTakingOffline(
  ctx: BrandContext,
  input: z.input<typeof planInput>,
): Promise<Planned> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, when } = planInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const at = await readMoment(ctx, when)
    const page = await lockPage(ctx, pageId)
    const planId = await replacePlan(ctx, { page, act: 'unpublish', at })
    return { planId, at }
  })
}

/** Takes a plan back. @throws AppError `page-plan-over` when it was carried out, or taken back by somebody else */
export async function cancelPlan(ctx: BrandContext, input: z.input<typeof cancelInput>): Promise<void> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, planId } = cancelInput.parse(input)
  await inTransaction(ctx, async (ctx) => {
    await lockPage(ctx, pageId)
    const cancelled = await endWaiting(
      ctx,
      and(eq(landingPagePlans.id, planId), eq(landingPagePlans.landingPageId, pageId)),
    )
    const [plan] = cancelled
    if (!plan) throw new AppError('page-plan-over')
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.cancel-plan',
      subjectType: 'landing-page',
      subjectId: pageId,
      details: { planId, act: plan.act, at: plan.at.toISOString() },
    })
  })
}

async function endWaiting(ctx: BrandContext, which: ReturnType<typeof and>) {
  const ended = await ctx.db
    .update(landingPagePlans)
    .set({ state: 'cancelled', settledAt: ctx.now })
    .where(and(eq(landingPagePlans.brandId, ctx.scope.brandId), eq(landingPagePlans.state, 'waiting'), which))
    .returning({ id: landingPagePlans.id, act: landingPagePlans.act, at: landingPagePlans.at })
  for (const { id } of ended) await removeJob(ctx, jobKey(id))
  return ended
}

type NewPlan = { page: LandingPage; act: PagePlanAct; at: Date; versionId?: string; version?: number }

async function replacePlan(ctx: BrandContext, plan: NewPlan): Promise<string> {
  const { page, act, at, versionId, version } = plan
  await endWaiting(ctx, and(eq(landingPagePlans.landingPageId, page.id), eq(landingPagePlans.act, act)))
  const planId = newId(ctx.now)
  const { brandId } = ctx.scope
  await ctx.db.insert(landingPagePlans).values({
    brandId,
    id: planId,
    landingPageId: page.id,
    act,
    versionId: versionId ?? null,
    at,
    state: 'waiting',
    createdAt: ctx.now,
    createdBy: actorId(ctx.actor),
  })
  await addJob(ctx, 'apply-page-plan', { brandId, planId }, { runAt: at, key: jobKey(planId) })
  await recordAudit(ctx, {
    brandId,
    action: act === 'publish' ? 'landing-page.plan-publish' : 'landing-page.plan-unpublish',
    subjectType: 'landing-page',
    subjectId: page.id,
    details: { planId, at: at.toISOString(), ...(version === undefined ? {} : { version }) },
  })
  return planId
}
