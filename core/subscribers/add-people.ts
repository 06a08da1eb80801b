import { sql } from 'drizzle-orm'
import { type Attributes, subscriberKeys, subscribers } from '@/db/schema/subscribers'
import type { ConsentState, SourceKind } from '@/db/states'
import { recordAudit, recordAudits } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { suppressionHash } from '../consent/suppression-hash'
import { inTransaction } from '../platform/context'
import { newDataKey } from '../platform/crypto'
import { insertMany } from '../platform/insert-many'

export type NewPerson = {
  id: string
  /** A number, WhatsApp's id, or both. */
  phoneE164: string | null
  waUserId?: string | null
  username?: string | null
  country: string
  language: string
  name?: string | null
  tags?: string[]
  attributes?: Attributes
  /** The context's `now`, when left out. */
  createdAt?: Date
  /** What the consent recorded in the same transaction will say, so that no second write is needed. */
  leading?: {
    state: ConsentState
    isMarketing: boolean
    source: SourceKind
    pageId?: string | null
    qrCodeId?: string | null
  } | null
}

/**
 * Makes people, with the keys their evidence will be sealed under, by the ids that the caller chose. Gives no consent. Who
 * is known by one of the numbers or ids already (also since a moment ago) is left as they are. In the order of the numbers,
 * so that two batches never wait for each other in a ring.
 * @returns the data key of each person made, by id; who is missing was there already
 */
export async function addPeople(
  ctx: BrandContext,
  people: readonly NewPerson[],
): Promise<Map<string, Buffer>> {
  return inTransaction(ctx, async (ctx) => {
    const keys = await insertPeople(ctx, people)
    await recordAudits(
      ctx,
      people.flatMap(({ id, createdAt = ctx.now }) => (keys.has(id) ? [addedOne(ctx, id, createdAt)] : [])),
    )
    return keys
  })
}

const addedOne = (ctx: BrandContext, subjectId: string, at: Date) => ({
  ...{ brandId: ctx.scope.brandId, action: 'subscriber.add', subjectType: 'subscriber', subjectId, at },
})

/** As `addPeople`, with one audit row for all: for an import. */
export async function addCrowd(
  ctx: BrandContext,
  people: readonly NewPerson[],
): Promise<Map<string, Buffer>> {
  const { brandId } = ctx.scope
  if (people.length === 0) return new Map()
  return inTransaction(ctx, async (ctx) => {
    const keys = await insertPeople(ctx, people)
    await recordAudit(ctx, {
      brandId,
      action: 'subscriber.add-many',
      subjectType: 'subscribers',
      subjectId: brandId,
      details: { people: keys.size },
    })
    return keys
  })
}

async function insertPeople(ctx: BrandContext, people: readonly NewPerson[]): Promise<Map<string, Buffer>> {
  const { brandId } = ctx.scope
  const rows = people
    .map((person) => ({ ...rowOf(ctx, person), phoneHash: hashOf(brandId, person) }))
    .sort((a, b) => ((a.phoneE164 ?? '') < (b.phoneE164 ?? '') ? -1 : 1))
  const made = await insertMany<typeof subscribers, { id: string }>(
    ctx,
    subscribers,
    rows,
    sql`on conflict do nothing returning id`,
  )
  const keys = new Map(made.map(({ id }) => [id, newDataKey()]))
  await insertMany(
    ctx,
    subscriberKeys,
    [...keys].map(([subscriberId, { wrapped }]) => ({ brandId, subscriberId, wrappedKey: wrapped })),
  )
  return new Map([...keys].map(([id, { key }]) => [id, key]))
}

const hashOf = (brandId: string, { phoneE164, waUserId }: NewPerson) =>
  suppressionHash(brandId, phoneE164 ?? waUserId ?? '')

const rowOf = (ctx: BrandContext, { leading, ...person }: NewPerson) => ({
  brandId: ctx.scope.brandId,
  id: person.id,
  phoneE164: person.phoneE164,
  waUserId: person.waUserId ?? null,
  username: person.username ?? null,
  country: person.country,
  language: person.language,
  name: person.name || null,
  tags: person.tags ?? [],
  attributes: person.attributes ?? {},
  createdAt: person.createdAt ?? ctx.now,
  consentState: leading?.state ?? null,
  consentIsMarketing: leading?.isMarketing ?? null,
  sourceKind: leading?.source ?? null,
  sourcePageId: leading?.pageId ?? null,
  sourceQrCodeId: leading?.qrCodeId ?? null,
})
