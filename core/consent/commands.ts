import { and, eq, inArray, sql } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { consentProjections, topics } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { actorId, inTransaction } from '../platform/context'
import { unwrapDataKey } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { requirePermission } from '../staff/gate'
import { appendEvents, type NewEvent } from './append'
import { sealEvidence } from './evidence'
import { type FoldEvent, foldConsent, type TopicConsent, validUntil } from './rules'
import { type RecordConsentInput, recordConsentSchema } from './schema'

type Person = {
  key: Buffer
  controllerId: string
  /** Months that a consent holds without being used; null for as long as nobody takes it back. */
  consentMonths: number | null
}

/**
 * Locks a person's row until the transaction ends, so that acts from two tabs, a webhook and staff are recorded one
 * after the other, and folded in that order. Gives the key that their evidence is sealed under, and who asks. (NO KEY
 * UPDATE: rows that only point at the person, like a campaign's messages, need not wait.)
 * @throws AppError `not-found`
 */
async function lockPerson(ctx: BrandContext, subscriberId: string): Promise<Person> {
  const { brandId } = ctx.scope
  const [row] = await ctx.db
    .select({
      wrappedKey: subscriberKeys.wrappedKey,
      controllerId: sql<string>`current_controller(${brandId}::uuid)`,
      consentMonths: brands.consentMonths,
    })
    .from(subscribers)
    .innerJoin(
      subscriberKeys,
      and(eq(subscriberKeys.brandId, subscribers.brandId), eq(subscriberKeys.subscriberId, subscribers.id)),
    )
    .innerJoin(brands, eq(brands.id, subscribers.brandId))
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
    .for('no key update', { of: subscribers })
  if (!row) throw new AppError('not-found')
  return { ...row, key: unwrapDataKey(row.wrappedKey) }
}

/** The topics of an act, with what they promise now and what the ledger says of them so far. */
async function listTopicsBefore(ctx: BrandContext, subscriberId: string, topicIds: string[]) {
  const { brandId } = ctx.scope
  return ctx.db
    .select({ id: topics.id, version: topics.version, consent: consentProjections })
    .from(topics)
    .leftJoin(
      consentProjections,
      and(
        eq(consentProjections.brandId, topics.brandId),
        eq(consentProjections.subscriberId, subscriberId),
        eq(consentProjections.topicId, topics.id),
      ),
    )
    .where(and(eq(topics.brandId, brandId), inArray(topics.id, topicIds)))
}

/**
 * Appends one event a topic to the ledger, seals its evidence, and brings `consent_states` up to date by the fold,
 * all in one transaction.
 * @throws AppError `not-found` for a person or a topic of another brand, `not-allowed` for staff who may not
 */
export async function recordConsent(ctx: BrandContext, input: RecordConsentInput): Promise<void> {
  const act = recordConsentSchema.parse(input)
  requirePermission(ctx, 'subscribers.withdraw')
  const { subscriberId, kind, method, at = ctx.now, source, becomes } = act
  const details = becomes === undefined ? (act.details ?? {}) : { ...act.details, becomes }
  await inTransaction(ctx, async (ctx) => {
    const brandId = ctx.scope.brandId
    const person = await lockPerson(ctx, subscriberId)
    const topicIds = [...new Set(act.topicIds)]
    const before = await listTopicsBefore(ctx, subscriberId, topicIds)
    const events = topicIds.map((topicId): NewEvent => {
      const topic = before.find(({ id }) => id === topicId)
      if (!topic) throw new AppError('not-found', { field: 'topicIds' })
      const { sealed, commitment } = sealEvidence(person.key, act.evidence)
      return {
        brandId,
        id: newId(ctx.now),
        subscriberId,
        topicId,
        kind,
        method,
        at,
        recordedAt: ctx.now,
        sourceKind: source.kind,
        landingPageVersionId: source.landingPageVersionId ?? null,
        wordingId: source.wordingId ?? null,
        language: source.language ?? null,
        qrCodeId: source.qrCodeId ?? null,
        campaignId: source.campaignId ?? null,
        topicVersion: source.topicVersions?.[topicId] ?? topic.version,
        controllerId: person.controllerId,
        numberCheckedBy: act.numberCheckedBy ?? null,
        shownHash: source.shownHash ? Buffer.from(source.shownHash, 'hex') : null,
        validUntil: validUntil(kind, at, person.consentMonths),
        actorType: ctx.actor.type,
        actorId: actorId(ctx.actor),
        evidenceCommitment: commitment,
        details,
        sealed,
      }
    })
    await appendEvents(ctx, events)
    const after = events.flatMap((event) => {
      const folded = before.find(({ id }) => id === event.topicId)?.consent ?? null
      const consent = foldConsent(folded, {
        ...foldEvent(event),
        ...(becomes === undefined ? {} : { becomes }),
      })
      return consent ? [{ ...consent, brandId, subscriberId, topicId: event.topicId }] : []
    })
    if (after.length > 0) await projectConsent(ctx, after)
    const kept = before.flatMap(({ consent }) => (consent ? [consent] : []))
    const over = kept.filter(({ topicId }) => !after.some((row) => row.topicId === topicId))
    if (over.length > 0) await dropProjections(ctx, over)
    await recordAudit(ctx, {
      brandId,
      action: `consent.${kind}`,
      subjectType: 'subscriber',
      subjectId: subscriberId,
      details: { method, topicIds },
    })
  })
}

/** Nothing is said about these topics any more: the person turned out to be somebody else. */
async function dropProjections(ctx: BrandContext, rows: (typeof consentProjections.$inferSelect)[]) {
  for (const { brandId, subscriberId, topicId } of rows) {
    await ctx.db
      .delete(consentProjections)
      .where(
        and(
          eq(consentProjections.brandId, brandId),
          eq(consentProjections.subscriberId, subscriberId),
          eq(consentProjections.topicId, topicId),
        ),
      )
  }
}

/** What the fold reads of an event that is about to be written. */
export const foldEvent = (event: NewEvent): FoldEvent => ({
  id: event.id,
  kind: event.kind,
  method: event.method,
  at: event.at,
  sourceKind: event.sourceKind,
  landingPageVersionId: event.landingPageVersionId ?? null,
  qrCodeId: event.qrCodeId ?? null,
})

type Projection = typeof consentProjections.$inferInsert & TopicConsent

async function projectConsent(ctx: BrandContext, rows: Projection[]): Promise<void> {
  await ctx.db
    .insert(consentProjections)
    .values(rows)
    .onConflictDoUpdate({
      target: [consentProjections.brandId, consentProjections.subscriberId, consentProjections.topicId],
      set: {
        state: sql`excluded.state`,
        since: sql`excluded.since`,
        givenAt: sql`excluded.given_at`,
        confirmedAt: sql`excluded.confirmed_at`,
        withdrawnAt: sql`excluded.withdrawn_at`,
        sourceKind: sql`excluded.source_kind`,
        landingPageVersionId: sql`excluded.landing_page_version_id`,
        qrCodeId: sql`excluded.qr_code_id`,
        lastEventId: sql`excluded.last_event_id`,
      },
    })
}
