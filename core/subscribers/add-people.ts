import { sql } from 'drizzle-orm'
import { type Attributes, subscriberKeys, subscribers } from '@/db/schema/subscribers'
import type { ConsentState, SourceKind } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { suppressionHash } from '../consent/suppression-hash'
import { inTransaction } from '../platform/context'
import { newDataKey } from '../platform/crypto'
import { insertMany } from '../platform/insert-many'

export type NewPerson = {
  id: string
  phoneE164: string
  country: string
  language: string
  name: string | null
  tags: string[]
  attributes: Attributes
  /** What the consent recorded in the same transaction will say, so that no second write is needed. */
  leading: { state: ConsentState; isMarketing: boolean; source: SourceKind } | null
}

/**
 * Makes many people at once, with their keys, under the ids the caller chose. Gives no consent. Who has one of the numbers
 * already (also since a moment ago) is left as they are.
 * @returns the data key of each person made, by id; who is missing was there already
 */
export async function addPeople(
  ctx: BrandContext,
  people: readonly NewPerson[],
): Promise<Map<string, Buffer>> {
  const { brandId } = ctx.scope
  if (people.length === 0) return new Map()
  return inTransaction(ctx, async (ctx) => {
    const made = await insertMany<typeof subscribers, { id: string }>(
      ctx,
      subscribers,
      people.map(({ leading, ...person }) => ({
        ...person,
        brandId,
        phoneHash: suppressionHash(brandId, person.phoneE164),
        createdAt: ctx.now,
        consentState: leading?.state ?? null,
        consentIsMarketing: leading?.isMarketing ?? null,
        sourceKind: leading?.source ?? null,
      })),
      sql`on conflict (brand_id, phone_e164) do nothing returning id`,
    )
    const keys = new Map(made.map(({ id }) => [id, newDataKey()]))
    await insertMany(
      ctx,
      subscriberKeys,
      [...keys].map(([subscriberId, { wrapped }]) => ({ brandId, subscriberId, wrappedKey: wrapped })),
    )
    await recordAudit(ctx, {
      brandId,
      action: 'subscriber.add-many',
      subjectType: 'subscribers',
      subjectId: brandId,
      details: { people: made.length },
    })
    return new Map([...keys].map(([id, { key }]) => [id, key]))
  })
}
