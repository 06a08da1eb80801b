import { and, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { consentProjections, topics } from '@/db/schema/consent'
import { staff } from '@/db/schema/staff'
import { subscribers } from '@/db/schema/subscribers'
import { suppressions } from '@/db/schema/suppressions'
import type { SuppressionReason, SuppressionScope } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { suppressedSql } from './suppressed-sql'
import { suppressionHash } from './suppression-hash'

/** Why a number must not simply be added again: an entry of the list, or what the ledger says of a person we know. */
export type Suppressed = {
  from: 'list' | 'ledger'
  scope: SuppressionScope
  topicId: string | null
  reason: SuppressionReason
  at: Date
}

/**
 * What stands against messages to these numbers, for an import or a form. Numbers without anything are left out. An entry
 * that is older than the person's own confirmation of a topic does not count against that topic.
 */
export async function findSuppressed(
  ctx: BrandContext,
  numbers: readonly string[],
): Promise<Map<string, Suppressed[]>> {
  const { brandId } = ctx.scope
  const found = new Map<string, Suppressed[]>()
  const add = (number: string, one: Suppressed) => found.set(number, [...(found.get(number) ?? []), one])
  // In parts: a statement takes 65,535 parameters.
  for (let from = 0; from < numbers.length; from += 10_000) {
    const part = [...new Set(numbers.slice(from, from + 10_000))]
    const numberOf = new Map(part.map((number) => [suppressionHash(brandId, number).toString('hex'), number]))
    const listed = await ctx.db
      .select()
      .from(suppressions)
      .where(
        and(
          eq(suppressions.brandId, brandId),
          isNull(suppressions.liftedAt),
          inArray(
            suppressions.phoneHash,
            [...numberOf.keys()].map((hex) => Buffer.from(hex, 'hex')),
          ),
        ),
      )
    for (const row of listed) {
      const number = numberOf.get(row.phoneHash.toString('hex'))
      const { scope, topicId, reason, at } = row
      if (number) add(number, { from: 'list', scope, topicId, reason, at })
    }
    const left = await ctx.db
      .select({
        number: subscribers.phoneE164,
        topicId: consentProjections.topicId,
        at: consentProjections.since,
      })
      .from(subscribers)
      .innerJoin(
        consentProjections,
        and(
          eq(consentProjections.brandId, subscribers.brandId),
          eq(consentProjections.subscriberId, subscribers.id),
          eq(consentProjections.state, 'withdrawn'),
        ),
      )
      .where(and(eq(subscribers.brandId, brandId), inArray(subscribers.phoneE164, part)))
    for (const row of left) {
      if (row.number)
        add(row.number, {
          from: 'ledger',
          scope: 'topic',
          topicId: row.topicId,
          reason: 'opted_out',
          at: row.at,
        })
    }
  }
  return found
}

/** The topics for which a person stands on the list, whatever the ledger says. START does not bring these back. */
export async function listSuppressedTopics(ctx: BrandContext, subscriberId: string): Promise<string[]> {
  const { brandId } = ctx.scope
  const suppressed = suppressedSql({
    brandId,
    topicId: sql`topics.id`,
    isMarketing: sql`topics.category = 'marketing'`,
  })
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select topics.id from subscribers
    join ${topics} on topics.brand_id = subscribers.brand_id
    left join consent_states on consent_states.brand_id = subscribers.brand_id
      and consent_states.subscriber_id = subscribers.id and consent_states.topic_id = topics.id
    where subscribers.brand_id = ${brandId}::uuid and subscribers.id = ${subscriberId}::uuid and ${suppressed}`)
  return rows.map((row) => row.id)
}

export type SuppressionRow = {
  id: string
  /** The first characters of the hash: enough to tell two rows apart, no way back to a number. */
  mark: string
  scope: SuppressionScope
  topicId: string | null
  reason: SuppressionReason
  note: string | null
  at: Date
  addedAt: Date
  /** Who put it there: a colleague by name, else the kind of actor. */
  addedBy: { staffName: string | null; actorType: string }
  cursor: string
}

const pageSize = 50

/** The standing entries, the newest first; or those of one number. */
export async function listSuppressions(
  ctx: BrandContext,
  input: { phoneE164?: string; after?: string } = {},
): Promise<{ rows: SuppressionRow[]; next: string | null }> {
  const { brandId } = ctx.scope
  const [ms, id] = input.after?.split('.') ?? []
  const before = ms && id && /^\d+$/.test(ms) ? { addedAt: new Date(Number(ms)), id } : undefined
  const rows = await ctx.db
    .select({ entry: suppressions, staffName: staff.name })
    .from(suppressions)
    .leftJoin(
      staff,
      and(eq(suppressions.actorType, 'staff'), sql`${staff.id}::text = ${suppressions.actorId}`),
    )
    .where(
      and(
        eq(suppressions.brandId, brandId),
        isNull(suppressions.liftedAt),
        input.phoneE164 ? eq(suppressions.phoneHash, suppressionHash(brandId, input.phoneE164)) : undefined,
        before &&
          or(
            lt(suppressions.addedAt, before.addedAt),
            and(eq(suppressions.addedAt, before.addedAt), lt(suppressions.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(suppressions.addedAt), desc(suppressions.id))
    .limit(pageSize + 1)
  const shown = rows.slice(0, pageSize).map(
    ({ entry, staffName }): SuppressionRow => ({
      id: entry.id,
      mark: entry.phoneHash.toString('hex').slice(0, 8),
      scope: entry.scope,
      topicId: entry.topicId,
      reason: entry.reason,
      note: entry.note,
      at: entry.at,
      addedAt: entry.addedAt,
      addedBy: { staffName, actorType: entry.actorType },
      cursor: `${entry.addedAt.getTime()}.${entry.id}`,
    }),
  )
  return { rows: shown, next: rows.length > pageSize ? (shown.at(-1)?.cursor ?? null) : null }
}

/** How many entries stand. */
export async function countSuppressions(ctx: BrandContext): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(suppressions)
    .where(and(eq(suppressions.brandId, ctx.scope.brandId), isNull(suppressions.liftedAt)))
  return row?.count ?? 0
}
