import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { consentProjections, topics } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import type { ConsentKind, ConsentMethod, NumberCheck } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { actorId, inTransaction } from '../platform/context'
import { unwrapDataKey } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { insertMany } from '../platform/insert-many'
import { requirePermission } from '../staff/gate'
import { appendEvents, type NewEvent } from './append'
import { foldEvent } from './commands'
import { type Evidence, sealEvidence } from './evidence'
import { foldConsent, validUntil } from './rules'
import type { RecordConsentInput } from './schema'

/** What a newer fold replaces. */
const projectionUpdate = sql.raw(
  ['state', 'since', 'given_at', 'confirmed_at', 'withdrawn_at', 'source_kind']
    .concat('landing_page_version_id', 'qr_code_id', 'last_event_id')
    .map((name) => `${name} = excluded.${name}`)
    .join(', '),
)

export type Act = {
  subscriberId: string
  topicIds: readonly string[]
  at: Date
  evidence: Evidence
  /** The person's data key, where the caller has just made it. */
  key?: Buffer
}

export type ManyActs = {
  kind: ConsentKind
  method: ConsentMethod
  source: RecordConsentInput['source']
  numberCheckedBy: NumberCheck
  details: Record<string, unknown>
  acts: readonly Act[]
}

/**
 * The same act of many people, as an import or a bulk action brings it: what `recordConsent` does, for thousands in a few
 * statements, with one audit row for all. Locks the people in the order of their ids, so that two of these never wait in a
 * circle.
 * @throws AppError `not-found` for a person or a topic of another brand, `not-allowed`
 */
export async function recordConsentOfMany(ctx: BrandContext, input: ManyActs): Promise<void> {
  const { acts, kind, method, source } = input
  requirePermission(ctx, 'subscribers.withdraw')
  if (acts.length === 0) return
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const topicIds = [...new Set(acts.flatMap((act) => act.topicIds))]
    const keys = await lockPeople(ctx, acts)
    const { controllerId, consentMonths, versions } = await termsOf(ctx, topicIds)
    const before = await statesBefore(ctx, acts, topicIds)
    const events = acts.flatMap(({ subscriberId, topicIds, at, evidence }) =>
      topicIds.map((topicId): NewEvent => {
        const key = keys.get(subscriberId)
        const topicVersion = versions.get(topicId)
        if (!key || topicVersion === undefined) throw new AppError('not-found')
        const { sealed, commitment } = sealEvidence(key, evidence)
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
          landingPageVersionId: null,
          wordingId: source.wordingId ?? null,
          language: source.language ?? null,
          qrCodeId: null,
          campaignId: null,
          topicVersion,
          controllerId,
          numberCheckedBy: input.numberCheckedBy,
          shownHash: source.shownHash ? Buffer.from(source.shownHash, 'hex') : null,
          validUntil: validUntil(kind, at, consentMonths),
          actorType: ctx.actor.type,
          actorId: actorId(ctx.actor),
          evidenceCommitment: commitment,
          details: input.details,
          sealed,
        }
      }),
    )
    await appendEvents(ctx, events)
    const after = events.flatMap((event) => {
      const { subscriberId, topicId } = event
      const consent = foldConsent(before.get(`${subscriberId} ${topicId}`) ?? null, foldEvent(event))
      return consent ? [{ ...consent, brandId, subscriberId, topicId }] : []
    })
    await insertMany(
      ctx,
      consentProjections,
      after,
      sql`on conflict (brand_id, subscriber_id, topic_id) do update set ${projectionUpdate}`,
    )
    await recordAudit(ctx, {
      brandId,
      action: `consent.${kind}`,
      subjectType: 'subscribers',
      subjectId: typeof input.details['importId'] === 'string' ? input.details['importId'] : brandId,
      details: { method, topicIds, people: acts.length },
    })
  })
}

async function lockPeople(ctx: BrandContext, acts: readonly Act[]): Promise<Map<string, Buffer>> {
  const keys = new Map(acts.flatMap(({ subscriberId, key }) => (key ? [[subscriberId, key] as const] : [])))
  const others = acts.filter(({ key }) => !key).map(({ subscriberId }) => subscriberId)
  if (others.length === 0) return keys
  const rows = await ctx.db
    .select({ id: subscribers.id, wrappedKey: subscriberKeys.wrappedKey })
    .from(subscribers)
    .innerJoin(
      subscriberKeys,
      and(eq(subscriberKeys.brandId, subscribers.brandId), eq(subscriberKeys.subscriberId, subscribers.id)),
    )
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), inArrayParam(subscribers.id, others)))
    .orderBy(asc(subscribers.id))
    .for('no key update', { of: subscribers })
  for (const { id, wrappedKey } of rows) keys.set(id, unwrapDataKey(wrappedKey))
  return keys
}

/** `= any($1)`: one parameter, however many ids. */
const inArrayParam = (
  column: typeof subscribers.id | typeof consentProjections.subscriberId,
  ids: string[],
) => sql`${column} = any(${`{${ids.join(',')}}`}::uuid[])`

/** Who asks, for how long a consent holds, and what each topic promises now. */
async function termsOf(ctx: BrandContext, topicIds: string[]) {
  const { brandId } = ctx.scope
  const [[brand], found] = await Promise.all([
    ctx.db
      .select({
        controllerId: sql<string>`current_controller(${brandId}::uuid)`,
        consentMonths: brands.consentMonths,
      })
      .from(brands)
      .where(eq(brands.id, brandId)),
    ctx.db
      .select({ id: topics.id, version: topics.version })
      .from(topics)
      .where(and(eq(topics.brandId, brandId), inArray(topics.id, topicIds))),
  ])
  if (!brand) throw new AppError('not-found')
  return { ...brand, versions: new Map(found.map(({ id, version }) => [id, version])) }
}

async function statesBefore(ctx: BrandContext, acts: readonly Act[], topicIds: string[]) {
  // Who was made a moment ago, with the key still at hand, has no history.
  const ids = acts.filter(({ key }) => !key).map(({ subscriberId }) => subscriberId)
  if (ids.length === 0) return new Map<string, typeof consentProjections.$inferSelect>()
  const rows = await ctx.db
    .select()
    .from(consentProjections)
    .where(
      and(
        eq(consentProjections.brandId, ctx.scope.brandId),
        inArrayParam(consentProjections.subscriberId, ids),
        inArray(consentProjections.topicId, topicIds),
      ),
    )
  return new Map(rows.map((row) => [`${row.subscriberId} ${row.topicId}`, row]))
}
