import { and, eq, lte } from 'drizzle-orm'
import { landingPagePlans } from '@/db/schema/landing-page-plans'
import type { PagePlanState } from '@/db/states'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { type Context, inTransaction } from '../../../platform/context'
import { type LandingPage, lockPage } from '../commands'
import { listBrokenRules } from '../prepare-version'
import { putLive } from '../put-live'
import { requireVersion } from '../require-version'
import { listRenders } from '../store-version'
import { takeOffline } from '../unpublish'
import { findRunningTest } from '../variants/running'

type Plan = typeof landingPagePlans.$inferSelect

/** The job runs by the database's clock, this reads the machine's own. */
const clockSkewMs = 30_000

/** Plans over all brands whose moment has come, the oldest first: each is carried out in its turn. */
export async function listDuePlans({
  db,
  now,
}: Pick<Context, 'db' | 'now'>): Promise<{ brandId: string; planId: string }[]> {
  return db
    .select({ brandId: landingPagePlans.brandId, planId: landingPagePlans.id })
    .from(landingPagePlans)
    .where(and(eq(landingPagePlans.state, 'waiting'), lte(landingPagePlans.at, now)))
    .orderBy(landingPagePlans.at)
    .limit(200)
}

/**
 * Carries out a plan whose moment has come, once, however many workers try. A version goes live as it was rendered when it
 * was planned, if it still keeps every red rule by the facts of now; otherwise nothing changes, and staff are told why.
 * One that is late (nothing ran) is carried out all the same.
 */
export async function applyPlan(
  ctx: BrandContext,
  input: { planId: string },
): Promise<PagePlanState | 'not-due'> {
  const { brandId } = ctx.scope
  const found = await findPlan(ctx, input.planId)
  if (!found) return 'cancelled'
  return inTransaction(ctx, async (ctx) => {
    const page = await lockPage(ctx, found.landingPageId)
    // Read again under the lock: somebody may have taken it back meanwhile.
    const plan = await findPlan(ctx, input.planId)
    if (!plan) return 'cancelled'
    if (plan.state !== 'waiting') return plan.state
    if (plan.at.getTime() > ctx.now.getTime() + clockSkewMs) return 'not-due'
    const reasons =
      plan.act === 'publish' ? await publishPlanned(ctx, page, plan) : await unpublishPlanned(ctx, page)
    const state = reasons.length === 0 ? 'done' : 'refused'
    await ctx.db
      .update(landingPagePlans)
      .set({ state, reasons, settledAt: ctx.now })
      .where(and(eq(landingPagePlans.brandId, brandId), eq(landingPagePlans.id, plan.id)))
    await recordAudit(ctx, {
      brandId,
      action: `landing-page.${plan.act}-planned`,
      subjectType: 'landing-page',
      subjectId: page.id,
      details: { planId: plan.id, state, reasons, versionId: plan.versionId },
    })
    return state
  })
}

async function findPlan(ctx: BrandContext, planId: string): Promise<Plan | undefined> {
  const [plan] = await ctx.db
    .select()
    .from(landingPagePlans)
    .where(and(eq(landingPagePlans.brandId, ctx.scope.brandId), eq(landingPagePlans.id, planId)))
  return plan
}

async function publishPlanned(ctx: BrandContext, page: LandingPage, plan: Plan): Promise<string[]> {
  if (!plan.versionId) throw new Error('a plan to publish without a version')
  if (await findRunningTest(ctx, page.id)) return ['test-running']
  const version = await requireVersion(ctx, { pageId: page.id, versionId: plan.versionId })
  const documents = await listRenders(ctx, version.id)
  const reasons = await listBrokenRules(ctx, page, { content: version.content, documents })
  if (reasons.length === 0) await putLive(ctx, page, version.version)
  return reasons
}

/** A page that is offline by then needs nothing. */
async function unpublishPlanned(ctx: BrandContext, page: LandingPage): Promise<string[]> {
  if (page.state === 'published') await takeOffline(ctx, page)
  return []
}
