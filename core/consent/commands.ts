import { and, eq, inArray, sql } from 'drizzle-orm'
import { consentEvents, consentEvidence, consentProjections } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { actorId, inTransaction } from '../platform/context'
import { unwrapDataKey } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { addJob } from '../platform/jobs'
import { requirePermission } from '../staff/gate'
import { sealEvidence } from './evidence'
import { foldConsent, type TopicConsent } from './rules'
import { type RecordConsentInput, recordConsentSchema } from './schema'

/**
 * Locks a person's row until the transaction ends, so that acts from two tabs, a webhook and staff are recorded one
 * after the other, and folded in that order. Gives the key that their evidence is sealed under. (NO KEY UPDATE: rows
 * that only point at the person, like a campaign's messages, need not wait.)
 * @throws AppError `not-found`
 */
async function lockPerson(ctx: BrandContext, subscriberId: string): Promise<Buffer> {
  const [row] = await ctx.db
    .select({ wrappedKey: subscriberKeys.wrappedKey })
    .from(subscribers)
    .innerJoin(
      subscriberKeys,
      and(eq(subscriberKeys.brandId, subscribers.brandId), eq(subscriberKeys.subscriberId, subscribers.id)),
    )
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, subscriberId)))
    .for('no key update', { of: subscribers })
  if (!row) throw new AppError('not-found')
  return unwrapDataKey(row.wrappedKey)
}

/**
 * Appends one event a topic to the ledger, seals its evidence, and brings `consent_states` up to date by the fold,
 * all in one transaction.
 * @throws AppError `not-found` for a person of another brand, `not-allowed` for staff who may not
 */
export async function recordConsent(ctx: BrandContext, input: RecordConsentInput): Promise<void> {
  const {
    subscriberId,
    topicIds,
    kind,
    method,
    at = ctx.now,
    source,
    evidence,
    becomes,
    ...act
  } = recordConsentSchema.parse(input)
  requirePermission(ctx, 'subscribers.withdraw')
  const details = becomes === undefined ? (act.details ?? {}) : { ...act.details, becomes }
  await inTransaction(ctx, async (ctx) => {
    const brandId = ctx.scope.brandId
    const key = await lockPerson(ctx, subscriberId)
    const unique = [...new Set(topicIds)]
    const before = await ctx.db
      .select()
      .from(consentProjections)
      .where(
        and(
          eq(consentProjections.brandId, brandId),
          eq(consentProjections.subscriberId, subscriberId),
          inArray(consentProjections.topicId, unique),
        ),
      )
    const events = unique.map((topicId) => ({
      ...sealEvidence(key, evidence),
      topicId,
      id: newId(ctx.now),
      kind,
      at,
      sourceKind: source.kind,
      landingPageVersionId: source.landingPageVersionId ?? null,
      qrCodeId: source.qrCodeId ?? null,
      ...(becomes === undefined ? {} : { becomes }),
    }))
    await ctx.db.insert(consentEvents).values(
      events.map(({ sealed: _, commitment, becomes: __, ...event }) => ({
        ...event,
        brandId,
        subscriberId,
        method,
        recordedAt: ctx.now,
        wordingId: source.wordingId ?? null,
        language: source.language ?? null,
        campaignId: source.campaignId ?? null,
        actorType: ctx.actor.type,
        actorId: actorId(ctx.actor),
        evidenceCommitment: commitment,
        details,
      })),
    )
    await ctx.db
      .insert(consentEvidence)
      .values(events.map((event) => ({ brandId, eventId: event.id, subscriberId, sealed: event.sealed })))
    const after = events.flatMap((event) => {
      const consent = foldConsent(before.find((row) => row.topicId === event.topicId) ?? null, event)
      return consent ? [{ ...consent, brandId, subscriberId, topicId: event.topicId }] : []
    })
    if (after.length > 0) await projectConsent(ctx, after)
    const over = before.filter(({ topicId }) => !after.some((row) => row.topicId === topicId))
    if (over.length > 0) await dropProjections(ctx, over)
    await recordAudit(ctx, {
      brandId,
      action: `consent.${kind}`,
      subjectType: 'subscriber',
      subjectId: subscriberId,
      details: { method, topicIds: unique },
    })
    // Last, because a job with a key is one row that everybody who adds it holds until they commit.
    await addJob(
      ctx,
      'refresh-roll-ups',
      { brandId },
      { key: `roll-ups:${brandId}`, keyMode: 'preserve_run_at', runAt: new Date(Date.now() + 2_000) },
    )
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
