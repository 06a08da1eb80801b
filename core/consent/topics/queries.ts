import { and, asc, count, eq, sql } from 'drizzle-orm'
import { consentProjections, topicVersions } from '@/db/schema/consent'
import { landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import { subscribers } from '@/db/schema/subscribers'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { countingRuleOf } from '../counts'
import { countsNowSql } from '../counts-sql'
import { listTopics, type Topic } from '../queries'
import { agreedVersionSql } from './agreed-sql'

export type TopicOverview = Topic & {
  /** People whose consent counts now, and who ticked the box and have not confirmed. */
  holds: number
  waits: number
  /** Pages that ask for it now. `old` of them show an earlier version of it. */
  pages: { id: string; name: string; isOld: boolean }[]
}

/** The topics of a brand with what hangs on them, those that are still asked for first. */
export async function listTopicOverviews(ctx: BrandContext): Promise<TopicOverview[]> {
  const [all, held, pages] = await Promise.all([listTopics(ctx), countHeld(ctx), listPages(ctx)])
  const rows = all.map(
    (topic): TopicOverview => ({
      ...topic,
      ...(held.get(topic.id) ?? { holds: 0, waits: 0 }),
      pages: pages
        .filter((page) => page.topicIds.includes(topic.id))
        .map(({ id, name, topicIds, topicVersions: versions }) => ({
          ...{ id, name },
          isOld: (versions?.[topicIds.indexOf(topic.id)] ?? 1) < topic.version,
        })),
    }),
  )
  return [...rows.filter((row) => !row.archivedAt), ...rows.filter((row) => row.archivedAt)]
}

/** One topic with what hangs on it. @throws AppError `not-found` */
export async function requireTopicOverview(ctx: BrandContext, topicId: string): Promise<TopicOverview> {
  const found = (await listTopicOverviews(ctx)).find((topic) => topic.id === topicId)
  if (!found) throw new AppError('not-found')
  return found
}

/** Confirmed ones are counted by the index alone; the country of a number is asked of ticks only. */
async function countHeld(ctx: BrandContext): Promise<Map<string, { holds: number; waits: number }>> {
  const ofBrand = eq(consentProjections.brandId, ctx.scope.brandId)
  const counting = countingRuleOf(await getBrand(ctx))
  const counts = countsNowSql(counting, {
    state: sql`${consentProjections.state}`,
    sourceKind: sql`${consentProjections.sourceKind}`,
    country: sql`${subscribers.country}`,
  })
  const [confirmed, ticks] = await Promise.all([
    ctx.db
      .select({ topicId: consentProjections.topicId, people: count() })
      .from(consentProjections)
      .where(and(ofBrand, eq(consentProjections.state, 'confirmed')))
      .groupBy(consentProjections.topicId),
    ctx.db
      .select({
        topicId: consentProjections.topicId,
        people: count(),
        counting: sql<number>`count(*) filter (where ${counts})::int`,
      })
      .from(consentProjections)
      .innerJoin(
        subscribers,
        and(
          eq(subscribers.brandId, consentProjections.brandId),
          eq(subscribers.id, consentProjections.subscriberId),
        ),
      )
      .where(and(ofBrand, eq(consentProjections.state, 'given')))
      .groupBy(consentProjections.topicId),
  ])
  const held = new Map(confirmed.map(({ topicId, people }) => [topicId, { holds: people, waits: 0 }]))
  for (const { topicId, people, counting } of ticks) {
    const { holds } = held.get(topicId) ?? { holds: 0 }
    held.set(topicId, { holds: holds + counting, waits: people - counting })
  }
  return held
}

/** What is live asks for: the published version of each page. */
function listPages(ctx: BrandContext) {
  return ctx.db
    .select({
      id: landingPages.id,
      name: landingPages.name,
      topicIds: landingPageVersions.topicIds,
      topicVersions: landingPageVersions.topicVersions,
    })
    .from(landingPages)
    .innerJoin(
      landingPageVersions,
      and(
        eq(landingPageVersions.brandId, landingPages.brandId),
        eq(landingPageVersions.landingPageId, landingPages.id),
        eq(landingPageVersions.version, landingPages.publishedVersion),
      ),
    )
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.state, 'published')))
    .orderBy(asc(landingPages.name))
}

export type TopicVersion = typeof topicVersions.$inferSelect & {
  /** People whose latest yes was to this version. */
  people: number
}

/** Everything a topic ever promised, the newest first, with how many people stand on each promise. */
export async function listTopicVersions(ctx: BrandContext, topicId: string): Promise<TopicVersion[]> {
  const { brandId } = ctx.scope
  const [versions, agreed] = await Promise.all([
    ctx.db
      .select()
      .from(topicVersions)
      .where(and(eq(topicVersions.brandId, brandId), eq(topicVersions.topicId, topicId)))
      .orderBy(sql`${topicVersions.version} desc`)
      .limit(50),
    // Only where there is more than one promise does it matter who stands on which.
    ctx.db.execute<{ version: number; people: number }>(sql`
      select coalesce(${agreedVersionSql({
        brandId: sql`held.brand_id`,
        subscriberId: sql`held.subscriber_id`,
        topicId: sql`held.topic_id`,
        state: sql`held.state`,
      })}, 1) as version, count(*)::int as people
      from consent_states as held
      where held.brand_id = ${brandId}::uuid and held.topic_id = ${topicId}::uuid
        and held.state in ('given', 'confirmed')
        and exists (select from topic_versions v where v.brand_id = held.brand_id and v.topic_id = held.topic_id
          and v.version > 1)
      group by 1`),
  ])
  if (versions.length === 1 && versions[0]) return [{ ...versions[0], people: 0 }]
  return versions.map((version) => ({
    ...version,
    people: agreed.find((row) => row.version === version.version)?.people ?? 0,
  }))
}
