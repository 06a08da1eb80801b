import { and, desc, eq, sql } from 'drizzle-orm'
import { landingPagePlans } from '@/db/schema/landing-page-plans'
import { landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import type { PagePlanAct, PagePlanState } from '@/db/states'
import type { BrandContext } from '../../../brands/scope'

export type PlanRow = {
  id: string
  act: PagePlanAct
  at: Date
  state: PagePlanState
  /** What goes live; null for going offline. */
  version: number | null
  versionId: string | null
  /** Names of the rules that stood in the way, or `test-running`. */
  reasons: string[]
}

/** What waits for a page, soonest first, and its last refusal while nobody did anything about it since. */
export async function listPlans(ctx: BrandContext, pageId: string): Promise<PlanRow[]> {
  return ctx.db
    .select({
      id: landingPagePlans.id,
      act: landingPagePlans.act,
      at: landingPagePlans.at,
      state: landingPagePlans.state,
      version: landingPageVersions.version,
      versionId: landingPagePlans.versionId,
      reasons: landingPagePlans.reasons,
    })
    .from(landingPagePlans)
    .leftJoin(
      landingPageVersions,
      and(
        eq(landingPageVersions.brandId, landingPagePlans.brandId),
        eq(landingPageVersions.id, landingPagePlans.versionId),
      ),
    )
    .where(
      and(
        eq(landingPagePlans.brandId, ctx.scope.brandId),
        eq(landingPagePlans.landingPageId, pageId),
        sql`(${landingPagePlans.state} = 'waiting' or ${isUnanswered})`,
      ),
    )
    .orderBy(landingPagePlans.at)
}

/** A refusal stands until something is published or planned after it, or a test that stood in the way has ended. */
const isUnanswered = sql`(landing_page_plans.state = 'refused'
  and not exists (select 1 from landing_page_versions later where later.brand_id = landing_page_plans.brand_id
    and later.landing_page_id = landing_page_plans.landing_page_id
    and later.published_at > landing_page_plans.settled_at)
  and not exists (select 1 from landing_page_plans later where later.brand_id = landing_page_plans.brand_id
    and later.landing_page_id = landing_page_plans.landing_page_id
    and later.created_at > landing_page_plans.settled_at))`

export type RefusedPlan = { pageId: string; pageName: string; at: Date; reasons: string[] }

/** Pages that did not go live when they should have, and wait for somebody. */
export async function listRefusedPlans(ctx: BrandContext): Promise<RefusedPlan[]> {
  return ctx.db
    .select({
      pageId: landingPages.id,
      pageName: landingPages.name,
      at: landingPagePlans.at,
      reasons: landingPagePlans.reasons,
    })
    .from(landingPagePlans)
    .innerJoin(
      landingPages,
      and(
        eq(landingPages.brandId, landingPagePlans.brandId),
        eq(landingPages.id, landingPagePlans.landingPageId),
      ),
    )
    .where(and(eq(landingPagePlans.brandId, ctx.scope.brandId), isUnanswered))
    .orderBy(desc(landingPagePlans.at))
    .limit(5)
}
