import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { subscribers } from '@/db/schema/subscribers'
import type { ConsentState } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { listConsentStates, listTopics, type Topic } from '../consent/queries'
import { joinConsent } from '../consent/rules'
import { listSuppressedTopics } from '../consent/suppression-queries'
import { AppError } from '../platform/errors'
import { maskPhone } from '../platform/phone'

export type Likeness = 'name' | 'number' | 'email'
export type Duplicate = {
  id: string
  name: string | null
  phone: string | null
  username: string | null
  joinedAt: Date
  alike: Likeness[]
}

const shown = 10

/**
 * People who may be the same human: the same name, the same last eight digits (a number typed with another country), or the
 * same e-mail address among their attributes. A likeness proves nothing: staff look and decide.
 */
export async function listDuplicates(ctx: BrandContext, subscriberId: string): Promise<Duplicate[]> {
  const { brandId } = ctx.scope
  const ofBrand = eq(subscribers.brandId, brandId)
  const [person] = await ctx.db
    .select()
    .from(subscribers)
    .where(and(ofBrand, eq(subscribers.id, subscriberId), isNull(subscribers.mergedIntoId)))
  if (!person) return []
  const digits = person.phoneE164?.slice(-8)
  const email = emailOf(person.attributes)
  const likes: [Likeness, SQL | undefined][] = [
    ['name', person.name ? eq(subscribers.nameKey, person.nameKey) : undefined],
    ['number', digits ? sql`${subscribers.phoneE164} like ${`%${digits}`}` : undefined],
    ['email', email ? sql`${subscribers.attributes} @> ${JSON.stringify({ email })}::jsonb` : undefined],
  ]
  const asked = likes.flatMap(([, like]) => like ?? [])
  if (asked.length === 0) return []
  const rows = await ctx.db
    .select()
    .from(subscribers)
    .where(
      and(
        ofBrand,
        ne(subscribers.id, subscriberId),
        isNull(subscribers.mergedIntoId),
        isNull(subscribers.erasedAt),
        or(...asked),
      ),
    )
    .orderBy(asc(subscribers.createdAt))
    .limit(shown)
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, username: row.username, joinedAt: row.createdAt },
    phone: row.phoneE164 && maskPhone(row.phoneE164),
    alike: [
      ...(person.name && row.nameKey === person.nameKey ? (['name'] as const) : []),
      ...(digits && row.phoneE164?.endsWith(digits) ? (['number'] as const) : []),
      ...(email && emailOf(row.attributes) === email ? (['email'] as const) : []),
    ],
  }))
}

const emailOf = (attributes: Record<string, unknown>): string | undefined =>
  typeof attributes['email'] === 'string' && attributes['email'] !== '' ? attributes['email'] : undefined

export type MergePreview = {
  keep: Side
  gone: Side
  topics: {
    topic: Topic
    keep: ConsentState | null
    gone: ConsentState | null
    /** What holds afterwards. */
    becomes: ConsentState | null
  }[]
}

type Side = {
  id: string
  name: string | null
  phone: string | null
  username: string | null
  country: string
  language: string
  tags: string[]
  attributes: Record<string, string | number | boolean>
  joinedAt: Date
  isSuppressed: boolean
}

/**
 * Two people side by side, and what would hold for each topic if they became one. Whether they are the same is staff's word and
 * no proof, so a yes of the one who gives way is not lent to the other, and a no of either wins.
 * @throws AppError `not-found`
 */
export async function previewMerge(
  ctx: BrandContext,
  { keepId, goneId }: { keepId: string; goneId: string },
): Promise<MergePreview> {
  const rows = await ctx.db
    .select()
    .from(subscribers)
    .where(
      and(
        eq(subscribers.brandId, ctx.scope.brandId),
        inArray(subscribers.id, [keepId, goneId]),
        isNull(subscribers.mergedIntoId),
        isNull(subscribers.erasedAt),
      ),
    )
  const side = async (id: string): Promise<Side> => {
    const row = rows.find((one) => one.id === id)
    if (!row || keepId === goneId) throw new AppError('not-found')
    const { name, username, country, language, tags, attributes } = row
    return {
      ...{ id, name, username, country, language, tags, attributes, joinedAt: row.createdAt },
      phone: row.phoneE164 && maskPhone(row.phoneE164),
      isSuppressed: (await listSuppressedTopics(ctx, id)).length > 0,
    }
  }
  const [keep, gone, topics, kept, other] = await Promise.all([
    side(keepId),
    side(goneId),
    listTopics(ctx),
    listConsentStates(ctx, keepId),
    listConsentStates(ctx, goneId),
  ])
  return {
    keep,
    gone,
    topics: topics.map((topic) => {
      const own = kept.find(({ topicId }) => topicId === topic.id) ?? null
      const theirs = other.find(({ topicId }) => topicId === topic.id) ?? null
      const becomes = joinConsent(own, theirs, 'kept')?.state ?? null
      return { topic, keep: own?.state ?? null, gone: theirs?.state ?? null, becomes }
    }),
  }
}
