import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { consentProjections, topics } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { actorId } from '../platform/context'
import { unwrapDataKey } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { requirePermission } from '../staff/gate'
import { appendEvents, type NewEvent } from './append'
import { sealEvidence } from './evidence'
import { keepStates, type TopicState } from './keep-states'
import { type FoldEvent, foldConsent, validUntil } from './rules'
import type { RecordConsentInput } from './schema'

/** One act of one person, for one topic or several. */
export type Act = RecordConsentInput & {
  /** When it is recorded; the context's `now`, when left out. */
  recordedAt?: Date
  /** The person's data key, where the caller made the person in this very transaction: they have no history then. */
  key?: Buffer
}

/**
 * The one way in which acts of consent are recorded, of one person or of thousands: locks the people, appends one event a
 * topic with sealed evidence, and brings `consent_states` up to date by the fold. Call it in a transaction that also
 * leaves the audit row.
 * @throws AppError `not-found` for a person or a topic of another brand, `not-allowed` for staff who may not
 */
export async function recordActs(ctx: BrandContext, acts: readonly Act[]): Promise<void> {
  requirePermission(ctx, 'subscribers.withdraw')
  if (acts.length === 0) return
  const topicIds = [...new Set(acts.flatMap((act) => act.topicIds))]
  const keys = await lockPeople(ctx, acts)
  const [brand, versions, states] = await Promise.all([
    requireController(ctx),
    topicVersionsNow(ctx, topicIds),
    statesBefore(ctx, acts, topicIds),
  ])
  const before = new Map(states.map((row) => [`${row.subscriberId} ${row.topicId}`, row]))
  const after = new Map<string, TopicState | null>()
  const events = acts.flatMap((act) =>
    [...new Set(act.topicIds)].map((topicId): NewEvent => {
      const key = keys.get(act.subscriberId)
      if (!key) throw new AppError('not-found')
      const topicVersion = versions.get(topicId)
      if (topicVersion === undefined) throw new AppError('not-found', { field: 'topicIds' })
      const event = eventOf(ctx, act, { topicId, topicVersion, key, ...brand })
      const place = `${act.subscriberId} ${topicId}`
      const so = foldConsent(after.get(place) ?? before.get(place) ?? null, foldEvent(event, act))
      const { brandId } = ctx.scope
      after.set(place, so && { ...so, brandId, subscriberId: act.subscriberId, topicId })
      return event
    }),
  )
  await appendEvents(ctx, events)
  await keepStates(ctx, before, after)
}

/**
 * Locks people's rows until the transaction ends, so that acts from two tabs, a webhook and staff are recorded one after
 * the other, and folded in that order; by their ids, so that two batches never wait in a circle. (NO KEY UPDATE: rows that
 * only point at a person, like a campaign's messages, need not wait.)
 * @returns the keys that their evidence is sealed under
 */
async function lockPeople(ctx: BrandContext, acts: readonly Act[]): Promise<Map<string, Buffer>> {
  const keys = new Map(acts.flatMap(({ subscriberId, key }) => (key ? [[subscriberId, key] as const] : [])))
  const others = peopleBefore(acts)
  if (others.length === 0) return keys
  const rows = await ctx.db
    .select({ id: subscribers.id, wrappedKey: subscriberKeys.wrappedKey })
    .from(subscribers)
    .innerJoin(
      subscriberKeys,
      and(eq(subscriberKeys.brandId, subscribers.brandId), eq(subscriberKeys.subscriberId, subscribers.id)),
    )
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), isOneOf(subscribers.id, others)))
    .orderBy(asc(subscribers.id))
    .for('no key update', { of: subscribers })
  for (const { id, wrappedKey } of rows) keys.set(id, unwrapDataKey(wrappedKey))
  return keys
}

/** Who may have a history: all but those that the caller has just made. */
const peopleBefore = (acts: readonly Act[]): string[] => [
  ...new Set(acts.filter(({ key }) => !key).map(({ subscriberId }) => subscriberId)),
]

/** `= any($1)`: one parameter, however many ids. */
const isOneOf = (column: typeof subscribers.id | typeof consentProjections.subscriberId, ids: string[]) =>
  sql`${column} = any(${`{${ids.join(',')}}`}::uuid[])`

type Asks = {
  controllerId: string
  /** Months that a consent holds without being used; null for as long as nobody takes it back. */
  consentMonths: number | null
}

/** Who asks (kept, where these facts were not yet), and for how long a consent holds. @throws AppError `not-found` */
export async function requireController(ctx: BrandContext): Promise<Asks> {
  const { brandId } = ctx.scope
  const [brand] = await ctx.db
    .select({
      controllerId: sql<string>`current_controller(${brandId}::uuid)`,
      consentMonths: brands.consentMonths,
    })
    .from(brands)
    .where(eq(brands.id, brandId))
  if (!brand) throw new AppError('not-found')
  return brand
}

/** What each topic promises now. */
async function topicVersionsNow(ctx: BrandContext, topicIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ id: topics.id, version: topics.version })
    .from(topics)
    .where(and(eq(topics.brandId, ctx.scope.brandId), inArray(topics.id, topicIds)))
  return new Map(rows.map(({ id, version }) => [id, version]))
}

async function statesBefore(ctx: BrandContext, acts: readonly Act[], topicIds: string[]) {
  const people = peopleBefore(acts)
  if (people.length === 0) return []
  return ctx.db
    .select()
    .from(consentProjections)
    .where(
      and(
        eq(consentProjections.brandId, ctx.scope.brandId),
        isOneOf(consentProjections.subscriberId, people),
        inArray(consentProjections.topicId, topicIds),
      ),
    )
}

type Terms = Asks & { topicId: string; topicVersion: number; key: Buffer }

function eventOf(ctx: BrandContext, act: Act, terms: Terms): NewEvent {
  const { kind, source, recordedAt = ctx.now } = act
  const { at = recordedAt } = act
  const { topicId } = terms
  const { sealed, commitment } = sealEvidence(terms.key, act.evidence)
  return {
    brandId: ctx.scope.brandId,
    id: newId(recordedAt),
    subscriberId: act.subscriberId,
    topicId,
    kind,
    method: act.method,
    at,
    recordedAt,
    sourceKind: source.kind,
    landingPageVersionId: source.landingPageVersionId ?? null,
    wordingId: source.wordingId ?? null,
    language: source.language ?? null,
    qrCodeId: source.qrCodeId ?? null,
    campaignId: source.campaignId ?? null,
    topicVersion: source.topicVersions?.[topicId] ?? terms.topicVersion,
    controllerId: terms.controllerId,
    numberCheckedBy: act.numberCheckedBy ?? null,
    shownHash: source.shownHash ? Buffer.from(source.shownHash, 'hex') : null,
    validUntil: validUntil(kind, at, terms.consentMonths),
    actorType: ctx.actor.type,
    actorId: actorId(ctx.actor),
    evidenceCommitment: commitment,
    details: act.becomes === undefined ? (act.details ?? {}) : { ...act.details, becomes: act.becomes },
    sealed,
  }
}

/** What the fold reads of an event that is about to be written. */
const foldEvent = (event: NewEvent, { becomes }: Act): FoldEvent => ({
  id: event.id,
  kind: event.kind,
  method: event.method,
  at: event.at,
  sourceKind: event.sourceKind,
  landingPageVersionId: event.landingPageVersionId ?? null,
  qrCodeId: event.qrCodeId ?? null,
  ...(becomes === undefined ? {} : { becomes }),
})
