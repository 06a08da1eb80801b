import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import { consentEvents, consentProjections, topics, wordings } from '@/db/schema/consent'
import type { PublicLanguage } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { sha256 } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { wordingSchema } from './schema'

export type Topic = typeof topics.$inferSelect
export type ConsentProjection = typeof consentProjections.$inferSelect

/** The topics a brand asks consent for, in the order in which they were made. */
export async function listTopics(ctx: BrandContext): Promise<Topic[]> {
  return ctx.db
    .select()
    .from(topics)
    .where(eq(topics.brandId, ctx.scope.brandId))
    .orderBy(asc(topics.createdAt), asc(topics.id))
}

/** Those that are still asked for: what a page, an import or a campaign can choose from. */
export const listOpenTopics = async (ctx: BrandContext): Promise<Topic[]> =>
  (await listTopics(ctx)).filter((topic) => !topic.archivedAt)

/** What the ledger says now about one person, a row a topic that anything was ever said about. */
export async function listConsentStates(
  ctx: BrandContext,
  subscriberId: string,
): Promise<ConsentProjection[]> {
  return ctx.db
    .select()
    .from(consentProjections)
    .where(
      and(
        eq(consentProjections.brandId, ctx.scope.brandId),
        eq(consentProjections.subscriberId, subscriberId),
      ),
    )
}

/**
 * Keeps a sentence exactly as people read it. The same sentence in the same language gives the same row.
 * @returns its id, and its SHA-256 in hex
 */
export async function ensureWording(
  ctx: BrandContext,
  input: { language: PublicLanguage; text: string },
): Promise<{ id: string; hash: string }> {
  const { language, text } = wordingSchema.parse(input)
  const hash = sha256(text)
  const { brandId } = ctx.scope
  await ctx.db
    .insert(wordings)
    .values({ brandId, id: newId(ctx.now), language, text, hash, createdAt: ctx.now })
    .onConflictDoNothing()
  const [row] = await ctx.db
    .select({ id: wordings.id })
    .from(wordings)
    .where(and(eq(wordings.brandId, brandId), eq(wordings.language, language), eq(wordings.hash, hash)))
  if (!row) throw new AppError('unavailable')
  return { id: row.id, hash: hash.toString('hex') }
}

/** What a person once agreed to on a topic: the newest event of theirs that shows the sentence they read. */
export type EarlierConsent = {
  topicId: string
  eventId: string
  wordingId: string
  language: string | null
  landingPageVersionId: string | null
  /** What the topic promised there. */
  topicVersion: number | null
}

/** The newest tick with its sentence, per topic, for a person who comes back. Topics without one are left out. */
export async function listEarlierConsent(
  ctx: BrandContext,
  subscriberId: string,
  topicIds: string[],
): Promise<EarlierConsent[]> {
  if (topicIds.length === 0) return []
  const rows = await ctx.db
    .selectDistinct({
      topicId: consentEvents.topicId,
      eventId: consentEvents.id,
      wordingId: consentEvents.wordingId,
      language: consentEvents.language,
      landingPageVersionId: consentEvents.landingPageVersionId,
      topicVersion: consentEvents.topicVersion,
      seq: consentEvents.seq,
    })
    .from(consentEvents)
    .where(
      and(
        eq(consentEvents.brandId, ctx.scope.brandId),
        eq(consentEvents.subscriberId, subscriberId),
        inArray(consentEvents.topicId, topicIds),
        inArray(consentEvents.kind, ['confirmed', 'given', 'renewed']),
        isNotNull(consentEvents.wordingId),
      ),
    )
    .orderBy(desc(consentEvents.seq))
  return topicIds.flatMap((topicId) => {
    const row = rows.find((candidate) => candidate.topicId === topicId)
    return row?.wordingId ? [{ ...row, wordingId: row.wordingId }] : []
  })
}
