import { and, desc, eq, sql } from 'drizzle-orm'
import { landingPageTests } from '@/db/schema/landing-page-tests'
import { landingPageVersions } from '@/db/schema/landing-pages'
import type { PageVariant } from '@/db/states'
import type { BrandContext } from '../../../brands/scope'
import { judgeTest, rateInterval, type Verdict } from './statistics'

export type SideResult = {
  versionId: string
  version: number
  views: number
  signUps: number
  confirmed: number
  /** Sign-ups per view, and where the true rate lies 95 times in 100; null without views. */
  rate: { share: number; low: number; high: number } | null
}

export type TestResult = {
  id: string
  shareB: number
  startedAt: Date
  endedAt: Date | null
  winner: PageVariant | null
  a: SideResult
  b: SideResult
  verdict: Verdict
}

const dayMs = 24 * 60 * 60_000

/** The tests of a page with what each side brought, the newest first. People are counted once a version. */
export async function listTests(ctx: BrandContext, pageId: string): Promise<TestResult[]> {
  const tests = await ctx.db
    .select()
    .from(landingPageTests)
    .where(and(eq(landingPageTests.brandId, ctx.scope.brandId), eq(landingPageTests.landingPageId, pageId)))
    .orderBy(desc(landingPageTests.startedAt))
    .limit(20)
  return Promise.all(
    tests.map(async (test) => {
      const [a, b] = await Promise.all([
        readSide(ctx, test, test.versionAId),
        readSide(ctx, test, test.versionBId),
      ])
      const days = ((test.endedAt ?? ctx.now).getTime() - test.startedAt.getTime()) / dayMs
      const { id, shareB, startedAt, endedAt, winner } = test
      return { id, shareB, startedAt, endedAt, winner, a, b, verdict: judgeTest(a, b, days) }
    }),
  )
}

async function readSide(
  ctx: BrandContext,
  test: typeof landingPageTests.$inferSelect,
  versionId: string,
): Promise<SideResult> {
  const until = (test.endedAt ?? ctx.now).toISOString()
  const [row] = await ctx.db
    .select({
      version: landingPageVersions.version,
      views:
        sql<number>`coalesce((select sum(v.views) from landing_page_views v where v.brand_id = ${ctx.scope.brandId}
        and v.version_id = ${versionId} and v.test_id = ${test.id}), 0)`.mapWith(Number),
      signUps: sql<number>`people.sign_ups`.mapWith(Number),
      confirmed: sql<number>`people.confirmed`.mapWith(Number),
    })
    .from(landingPageVersions)
    .innerJoin(
      sql`(select count(distinct s.subscriber_id) as sign_ups,
          count(distinct s.subscriber_id) filter (where s.confirmed_at is not null) as confirmed
        from sign_ups s where s.brand_id = ${ctx.scope.brandId} and s.landing_page_version_id = ${versionId}
          and s.created_at >= ${test.startedAt.toISOString()}::timestamptz
          and s.created_at <= ${until}::timestamptz) as people`,
      sql`true`,
    )
    .where(and(eq(landingPageVersions.brandId, ctx.scope.brandId), eq(landingPageVersions.id, versionId)))
  if (!row) throw new Error('a test without its version')
  const interval = rateInterval({ ...row, views: Math.max(row.views, row.signUps) })
  const share = row.signUps / Math.max(1, row.views, row.signUps)
  return { versionId, ...row, rate: interval ? { share, ...interval } : null }
}
