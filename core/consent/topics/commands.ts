import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { campaigns } from '@/db/schema/campaigns'
import { consentProjections, topics } from '@/db/schema/consent'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { listTopics, type Topic } from '../queries'
import { requireTopicOverview } from './queries'
import { type Consequence, consequencesOf, keyOf } from './rules'
import {
  type AddTopicInput,
  addTopicSchema,
  type ChangeTopicInput,
  changeTopicSchema,
  topicIdSchema,
} from './schema'

/**
 * Adds a topic. It is asked for nowhere yet: pages, imports and staff choose it from now on.
 * @throws AppError `not-allowed`, `name-taken` (field `name`) beside another topic that is asked for
 */
export async function addTopic(ctx: BrandContext, input: AddTopicInput): Promise<{ topicId: string }> {
  const facts = addTopicSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const all = await lockTopics(ctx)
    requireFreeName(all, facts.name)
    const id = newId(ctx.now)
    const key = keyOf(
      facts.name.nl,
      all.map((topic) => topic.key),
    )
    await ctx.db.insert(topics).values({ ...facts, brandId, id, key, createdAt: ctx.now })
    await recordAudit(ctx, { ...subject(ctx, id), action: 'topic.add', details: { key } })
    return { topicId: id }
  })
}

/**
 * Changes what a topic says and promises. A trigger makes it a new version, so that the ledger still shows what each
 * person agreed to; the policy keeps the older promise for who was promised fewer.
 * @throws AppError `not-allowed`, `not-found`, `conflict` when somebody changed it meanwhile, `name-taken`,
 * `topic-category-fixed` once anybody agreed to it: consent to one kind of message is none to another
 */
export async function changeTopic(
  ctx: BrandContext,
  input: ChangeTopicInput,
): Promise<{ consequences: Consequence[] }> {
  const { topicId, version, ...facts } = changeTopicSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const all = await lockTopics(ctx)
    const before = all.find((topic) => topic.id === topicId)
    if (!before) throw new AppError('not-found')
    if (before.version !== version) throw new AppError('conflict')
    requireFreeName(
      all.filter((topic) => topic.id !== topicId),
      facts.name,
    )
    if (before.category !== facts.category && (await isHeld(ctx, topicId)))
      throw new AppError('topic-category-fixed', { field: 'category' })
    const consequences = consequencesOf(before, facts)
    await ctx.db
      .update(topics)
      .set(facts)
      .where(and(eq(topics.brandId, brandId), eq(topics.id, topicId)))
    await recordAudit(ctx, {
      ...subject(ctx, topicId),
      action: 'topic.change',
      details: { from: version, consequences },
    })
    return { consequences }
  })
}

/**
 * Stops asking for a topic. What people agreed to stays theirs: they still find it on their own page and can leave it.
 * @throws AppError `not-allowed`, `not-found`, `topic-in-use` while a live page asks for it or a campaign about it is
 * still to go out
 */
export async function archiveTopic(ctx: BrandContext, input: z.input<typeof topicIdSchema>): Promise<void> {
  const { topicId } = topicIdSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  await inTransaction(ctx, async (ctx) => {
    await lockTopics(ctx)
    const { pages, archivedAt } = await requireTopicOverview(ctx, topicId)
    if (archivedAt) return
    if (pages.length > 0 || (await isAnnounced(ctx, topicId))) throw new AppError('topic-in-use')
    await setArchived(ctx, topicId, ctx.now)
    await recordAudit(ctx, { ...subject(ctx, topicId), action: 'topic.archive' })
  })
}

/** Asks for a topic again. @throws AppError `not-allowed`, `not-found`, `name-taken` */
export async function restoreTopic(ctx: BrandContext, input: z.input<typeof topicIdSchema>): Promise<void> {
  const { topicId } = topicIdSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  await inTransaction(ctx, async (ctx) => {
    const all = await lockTopics(ctx)
    const topic = all.find(({ id }) => id === topicId)
    if (!topic) throw new AppError('not-found')
    if (!topic.archivedAt) return
    requireFreeName(all, topic.name)
    await setArchived(ctx, topicId, null)
    await recordAudit(ctx, { ...subject(ctx, topicId), action: 'topic.restore' })
  })
}

/** All topics of the brand, so that two people at it come one after the other. */
async function lockTopics(ctx: BrandContext): Promise<Topic[]> {
  const { brandId } = ctx.scope
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`topics:${brandId}`}, 0))`)
  return listTopics(ctx)
}

const subject = (ctx: BrandContext, topicId: string) => ({
  brandId: ctx.scope.brandId,
  subjectType: 'topic',
  subjectId: topicId,
})

/** People choose by the name: two that read alike cannot be told apart. */
function requireFreeName(others: readonly Topic[], name: { nl: string; en: string }): void {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const taken = others.some(
    (other) => !other.archivedAt && (same(other.name.nl, name.nl) || same(other.name.en, name.en)),
  )
  if (taken) throw new AppError('name-taken', { field: 'name' })
}

async function isHeld(ctx: BrandContext, topicId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ topicId: consentProjections.topicId })
    .from(consentProjections)
    .where(
      and(
        eq(consentProjections.brandId, ctx.scope.brandId),
        eq(consentProjections.topicId, topicId),
        inArray(consentProjections.state, ['given', 'confirmed']),
      ),
    )
    .limit(1)
  return row !== undefined
}

async function isAnnounced(ctx: BrandContext, topicId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.brandId, ctx.scope.brandId),
        eq(campaigns.topicId, topicId),
        inArray(campaigns.state, ['scheduled', 'overdue', 'sending', 'paused', 'stopped']),
        isNull(campaigns.finishedAt),
      ),
    )
    .limit(1)
  return row !== undefined
}

async function setArchived(ctx: BrandContext, topicId: string, archivedAt: Date | null): Promise<void> {
  await ctx.db
    .update(topics)
    .set({ archivedAt })
    .where(and(eq(topics.brandId, ctx.scope.brandId), eq(topics.id, topicId)))
}
