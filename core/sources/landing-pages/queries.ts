import { and, desc, eq, sql } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { consentDays } from '@/db/schema/insights'
import { landingPagePlans } from '@/db/schema/landing-page-plans'
import { landingPageRenders, landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import { staff } from '@/db/schema/staff'
import type { PageState, PageVariant, PublicLanguage } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { getPublicOrigin } from '../domains/queries'
import { listPlans, type PlanRow } from './plans/queries'
import { type PageContent, pageContentSchema } from './schema'

export type LandingPageRow = {
  id: string
  slug: string
  /** The public address in full. */
  link: string
  name: string
  state: PageState
  publishedVersion: number | null
  /** When a version will go live by itself. */
  plannedAt: Date | null
  updatedAt: Date
  /** People who gave consent on it, and of these: confirmed. */
  optIns: number
  confirmed: number
}

/** The brand's pages with what became of each, the one last worked on first. */
export async function listLandingPages(ctx: BrandContext): Promise<LandingPageRow[]> {
  const people = ctx.db
    .select({
      landingPageId: consentDays.landingPageId,
      optIns: sql<number>`sum(${consentDays.optIns})`.mapWith(Number).as('opt_ins_sum'),
      confirmed: sql<number>`sum(${consentDays.confirmed})`.mapWith(Number).as('confirmed_sum'),
    })
    .from(consentDays)
    .where(eq(consentDays.brandId, ctx.scope.brandId))
    .groupBy(consentDays.landingPageId)
    .as('people')
  const rows = await ctx.db
    .select({
      id: landingPages.id,
      slug: landingPages.slug,
      name: landingPages.name,
      state: landingPages.state,
      publishedVersion: landingPages.publishedVersion,
      plannedAt: landingPagePlans.at,
      updatedAt: landingPages.updatedAt,
      optIns: people.optIns,
      confirmed: people.confirmed,
    })
    .from(landingPages)
    .leftJoin(
      landingPagePlans,
      and(
        eq(landingPagePlans.brandId, landingPages.brandId),
        eq(landingPagePlans.landingPageId, landingPages.id),
        eq(landingPagePlans.act, 'publish'),
        eq(landingPagePlans.state, 'waiting'),
      ),
    )
    .leftJoin(people, eq(people.landingPageId, sql`${landingPages.id}::text`))
    .where(eq(landingPages.brandId, ctx.scope.brandId))
    .orderBy(desc(landingPages.updatedAt), desc(landingPages.id))
  const origin = await getPublicOrigin(ctx)
  return rows.map((row) => ({
    ...row,
    link: `${origin}/p/${row.slug}`,
    optIns: row.optIns ?? 0,
    confirmed: row.confirmed ?? 0,
  }))
}

export type LandingPageView = {
  id: string
  slug: string
  link: string
  name: string
  state: PageState
  content: PageContent
  revision: number
  publishedVersion: number | null
  /** Whether what is being edited differs from what people see, or a topic promises something else since. */
  hasChanges: boolean
  /** The number that the draft gets when it becomes a version. */
  nextVersion: number
  /** Whether two versions are shown side by side now. */
  isTested: boolean
  /** What waits for its moment, and a refusal that nobody answered yet. */
  plans: PlanRow[]
  /** The brand's, in which moments are meant and told. */
  timeZone: string
  updatedAt: Date
}

/** A page as it is being edited. @throws AppError `not-found` */
export async function getLandingPage(ctx: BrandContext, pageId: string): Promise<LandingPageView> {
  const [row] = await ctx.db
    .select({
      page: landingPages,
      // jsonb compares by value, so the order of keys does not matter.
      isPublished: sql<boolean>`coalesce(${landingPageVersions.content} = ${landingPages.draft}, false)`,
      isOfNow: sql<boolean>`not exists (
        select from unnest(${landingPageVersions.topicIds}, ${landingPageVersions.topicVersions}) as shown(id, version)
        join topics on topics.brand_id = ${landingPages.brandId} and topics.id = shown.id
        where topics.version > coalesce(shown.version, 1))`,
      lastVersion: sql<number>`coalesce((select max(v.version) from landing_page_versions v
        where v.brand_id = ${landingPages.brandId} and v.landing_page_id = ${landingPages.id}), 0)`,
      isTested: sql<boolean>`exists (select 1 from landing_page_tests t where t.brand_id = ${landingPages.brandId}
        and t.landing_page_id = ${landingPages.id} and t.ended_at is null)`,
      timeZone: brands.timeZone,
    })
    .from(landingPages)
    .innerJoin(brands, eq(brands.id, landingPages.brandId))
    .leftJoin(
      landingPageVersions,
      and(
        eq(landingPageVersions.brandId, landingPages.brandId),
        eq(landingPageVersions.landingPageId, landingPages.id),
        eq(landingPageVersions.version, landingPages.publishedVersion),
      ),
    )
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, pageId)))
  if (!row) throw new AppError('not-found')
  const { id, slug, name, state, draft, draftRevision, publishedVersion, updatedAt } = row.page
  return {
    id,
    slug,
    link: `${await getPublicOrigin(ctx)}/p/${slug}`,
    name,
    state,
    content: pageContentSchema.parse(draft),
    revision: draftRevision,
    publishedVersion,
    hasChanges: state !== 'published' || !row.isPublished || !row.isOfNow,
    nextVersion: row.lastVersion + 1,
    isTested: row.isTested,
    plans: await listPlans(ctx, id),
    timeZone: row.timeZone,
    updatedAt,
  }
}

export type VersionRow = {
  id: string
  version: number
  publishedAt: Date
  /** The staff member's name; null when a machine did it. */
  publishedBy: string | null
  isLive: boolean
  /** When it will go live; null for one that waits for nothing. */
  plannedAt: Date | null
  /** Which side it is in the test that runs; null outside of it. */
  variant: PageVariant | null
  languages: PublicLanguage[]
}

/** What was ever published of a page, newest first. */
export async function listVersions(ctx: BrandContext, pageId: string): Promise<VersionRow[]> {
  return ctx.db
    .select({
      id: landingPageVersions.id,
      version: landingPageVersions.version,
      publishedAt: landingPageVersions.publishedAt,
      publishedBy: staff.name,
      isLive: sql<boolean>`${landingPages.state} = 'published'
        and ${landingPages.publishedVersion} = ${landingPageVersions.version}`,
      plannedAt: landingPagePlans.at,
      variant: sql<PageVariant | null>`(select case when t.version_a_id = ${landingPageVersions.id} then 'a' else 'b' end
        from landing_page_tests t where t.brand_id = ${landingPageVersions.brandId} and t.ended_at is null
          and t.landing_page_id = ${landingPageVersions.landingPageId}
          and ${landingPageVersions.id} in (t.version_a_id, t.version_b_id))`,
      languages: sql<
        PublicLanguage[]
      >`(select array_agg(r.language order by r.language) from landing_page_renders r
        where r.brand_id = ${landingPageVersions.brandId} and r.version_id = ${landingPageVersions.id})`,
    })
    .from(landingPageVersions)
    .innerJoin(
      landingPages,
      and(
        eq(landingPages.brandId, landingPageVersions.brandId),
        eq(landingPages.id, landingPageVersions.landingPageId),
      ),
    )
    .leftJoin(
      landingPagePlans,
      and(
        eq(landingPagePlans.brandId, landingPageVersions.brandId),
        eq(landingPagePlans.versionId, landingPageVersions.id),
        eq(landingPagePlans.state, 'waiting'),
      ),
    )
    .leftJoin(staff, eq(sql`${staff.id}::text`, landingPageVersions.publishedBy))
    .where(
      and(eq(landingPageVersions.brandId, ctx.scope.brandId), eq(landingPageVersions.landingPageId, pageId)),
    )
    .orderBy(desc(landingPageVersions.version))
}

/** The document with the form, exactly as stored, marks and all. @throws AppError `not-found` */
export async function getStoredForm(
  ctx: BrandContext,
  input: { versionId: string; language: PublicLanguage },
): Promise<{ html: string }> {
  const [row] = await ctx.db
    .select({ html: landingPageRenders.formHtml })
    .from(landingPageRenders)
    .where(
      and(
        eq(landingPageRenders.brandId, ctx.scope.brandId),
        eq(landingPageRenders.versionId, input.versionId),
        eq(landingPageRenders.language, input.language),
      ),
    )
  if (!row) throw new AppError('not-found')
  return row
}
