import { and, asc, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { consentEvidence } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { type ConsentProjection, listConsentStates } from '../consent/queries'
import { joinConsent } from '../consent/rules'
import { inTransaction } from '../platform/context'
import { openWith, sealWith, unwrapDataKey } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { requirePermission } from '../staff/gate'
import { moveBelongings } from './merge-tables'
import { mergePeopleSchema } from './schema'

/**
 * Makes two records of one human into one. The ledger is never rewritten: for every topic it gets an event
 * `corrected` with the kept person, saying what holds from now on and whose history it rests on, and one with the
 * other, saying that nothing does. What they wrote and were sent moves along; the evidence is sealed anew under the
 * kept person's key, so that erasing them erases all of it. The other row stays, empty, because events name it.
 * @throws AppError `not-found`, `conflict` when one of them was merged already, `not-allowed`
 */
export async function mergePeople(
  ctx: BrandContext,
  input: z.input<typeof mergePeopleSchema>,
): Promise<void> {
  const { keepId, goneId, trust, because, evidence, at = ctx.now } = mergePeopleSchema.parse(input)
  requirePermission(ctx, 'subscribers.withdraw')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const { keep, gone } = await lockBoth(ctx, keepId, goneId)
    await joinLedgers(ctx, { keepId, goneId, trust, because, evidence, at })
    await moveEvidence(ctx, keepId, goneId)
    await moveBelongings(ctx, keepId, goneId)
    // First the row that gives way: a number and an id belong to one person at a time.
    const nobody = { phoneE164: null, waUserId: null, username: null, name: null, tags: [], attributes: {} }
    const empty = { ...nobody, mergedIntoId: keepId }
    const row = (id: string) => and(eq(subscribers.brandId, brandId), eq(subscribers.id, id))
    await ctx.db.update(subscribers).set(empty).where(row(goneId))
    await ctx.db.update(subscribers).set({ mergedIntoId: keepId }).where(eq(subscribers.mergedIntoId, goneId))
    await ctx.db
      .update(subscribers)
      .set({
        phoneE164: keep.phoneE164 ?? gone.phoneE164,
        // Filled anew by the job where the number changes hands; what forbids is then never missed (fails closed).
        phoneHash: keep.phoneE164 === null && gone.phoneE164 !== null ? gone.phoneHash : keep.phoneHash,
        ...(keep.phoneE164 === null && gone.phoneE164 !== null ? { country: gone.country } : {}),
        waUserId: keep.waUserId ?? gone.waUserId,
        username: keep.username ?? gone.username,
        name: keep.name ?? gone.name,
        serviceWindowUntil: later(keep.serviceWindowUntil, gone.serviceWindowUntil),
        platformStoppedAt: later(keep.platformStoppedAt, gone.platformStoppedAt),
        pausedUntil: later(keep.pausedUntil, gone.pausedUntil),
        lastMessageAt: later(keep.lastMessageAt, gone.lastMessageAt),
        tags: [...new Set([...keep.tags, ...gone.tags])],
        attributes: { ...gone.attributes, ...keep.attributes },
        createdAt: gone.createdAt.getTime() < keep.createdAt.getTime() ? gone.createdAt : keep.createdAt,
      })
      .where(row(keepId))
    await recordAudit(ctx, {
      brandId,
      action: 'subscriber.merge',
      subjectType: 'subscriber',
      subjectId: keepId,
      details: { goneId, because, trust },
    })
  })
}

const later = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b))

type Row = typeof subscribers.$inferSelect

/** In the order of their ids, so that two merges never wait for each other. */
async function lockBoth(
  ctx: BrandContext,
  keepId: string,
  goneId: string,
): Promise<{ keep: Row; gone: Row }> {
  const rows = await ctx.db
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), inArray(subscribers.id, [keepId, goneId])))
    .orderBy(asc(subscribers.id))
    .for('no key update')
  const [keep, gone] = [keepId, goneId].map((id) => rows.find((row) => row.id === id))
  if (!keep || !gone) throw new AppError('not-found')
  if (keepId === goneId || keep.mergedIntoId || gone.mergedIntoId) throw new AppError('conflict')
  return { keep, gone }
}

type Join = Omit<z.output<typeof mergePeopleSchema>, 'at'> & { at: Date }

async function joinLedgers(ctx: BrandContext, join: Join): Promise<void> {
  const { keepId, goneId, trust, because, evidence, at } = join
  const kept = await listConsentStates(ctx, keepId)
  for (const other of await listConsentStates(ctx, goneId)) {
    const own = kept.find((row) => row.topicId === other.topicId) ?? null
    const joined = joinConsent(own, other, trust)
    const act = { kind: 'corrected' as const, method: 'merge' as const, at, evidence }
    const moves = joined === other
    await recordConsent(ctx, {
      ...act,
      subscriberId: keepId,
      topicIds: [other.topicId],
      source: moves || !own ? sourceOf(other) : sourceOf(own),
      details: { because, mergedFrom: goneId, restsOn: (joined ?? other).lastEventId },
      ...(moves ? { becomes: standingOf(other) } : {}),
    })
    await recordConsent(ctx, {
      ...act,
      subscriberId: goneId,
      topicIds: [other.topicId],
      source: sourceOf(other),
      details: { because, mergedInto: keepId },
      becomes: null,
    })
  }
}

const sourceOf = ({ sourceKind, landingPageVersionId, qrCodeId }: ConsentProjection) => ({
  kind: sourceKind,
  landingPageVersionId,
  qrCodeId,
})

const standingOf = ({ state, since, givenAt, confirmedAt, withdrawnAt }: ConsentProjection) => ({
  ...{ state, since, givenAt, confirmedAt, withdrawnAt },
})

/** Seals under the kept person's key what was sealed under the other's. What an event committed to stays the same. */
async function moveEvidence(ctx: BrandContext, keepId: string, goneId: string): Promise<void> {
  const { brandId } = ctx.scope
  const keys = await ctx.db
    .select()
    .from(subscriberKeys)
    .where(and(eq(subscriberKeys.brandId, brandId), inArray(subscriberKeys.subscriberId, [keepId, goneId])))
  const keyOf = (id: string) => {
    const row = keys.find((key) => key.subscriberId === id)
    if (!row) throw new AppError('not-found')
    return unwrapDataKey(row.wrappedKey)
  }
  const [to, from] = [keyOf(keepId), keyOf(goneId)]
  const ofGone = and(eq(consentEvidence.brandId, brandId), eq(consentEvidence.subscriberId, goneId))
  for (const { eventId, sealed } of await ctx.db.select().from(consentEvidence).where(ofGone)) {
    await ctx.db
      .update(consentEvidence)
      .set({ subscriberId: keepId, sealed: sealWith(to, openWith(from, sealed)) })
      .where(and(eq(consentEvidence.brandId, brandId), eq(consentEvidence.eventId, eventId)))
  }
  await ctx.db
    .delete(subscriberKeys)
    .where(and(eq(subscriberKeys.brandId, brandId), eq(subscriberKeys.subscriberId, goneId)))
}
