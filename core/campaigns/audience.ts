import { type SQL, sql } from 'drizzle-orm'
import type { Audience } from '@/db/schema/campaigns'
import { type BlockReason, blockReasons } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { dueForRenewalSql } from '../consent/renewal-sql'
import { maskPhone } from '../platform/phone'
import { getMessagingRoom } from '../policy/messaging-limit'
import { blockReasonSql, consentJoin, requirePolicy } from '../policy/policy'
import { knownPeople } from '../subscribers/people'
import { segmentSql } from '../subscribers/segments/queries'
import type { AudiencePreview, PeoplePage } from './states'

/** Who an audience means, as a condition on `subscribers`. Whether they may receive anything is the policy's business.
 * @throws AppError `not-found` for a segment that is not the brand's */
export async function audienceSql(
  ctx: BrandContext,
  { topicId, audience }: Pick<AudienceQuestion, 'topicId' | 'audience'>,
): Promise<SQL> {
  const parts = [knownPeople(ctx.scope.brandId)]
  if (audience.asksAgain) parts.push(dueForRenewalSql(ctx, topicId))
  if (audience.segmentId) parts.push(await segmentSql(ctx, audience.segmentId))
  if (audience.languages) {
    parts.push(
      sql`subscribers.language in (${sql.join(
        audience.languages.map((language) => sql`${language}`),
        sql`, `,
      )})`,
    )
  }
  if (audience.landingPageIds) {
    const pages = sql.join(
      audience.landingPageIds.map((id) => sql`${id}::uuid`),
      sql`, `,
    )
    // By whatever topic: the page is where the person came in, not what they asked for there.
    parts.push(sql`exists (
      select 1 from consent_states as came
      join landing_page_versions as version
        on version.brand_id = came.brand_id and version.id = came.landing_page_version_id
      where came.brand_id = subscribers.brand_id and came.subscriber_id = subscribers.id
        and version.landing_page_id in (${pages}))`)
  }
  return sql.join(parts, sql` and `)
}

export type AudienceQuestion = { topicId: string; templateCategory?: string; audience: Audience }

/**
 * Counts who would get a campaign, and for each reason who would not, by the very rules that fix the audience later
 * and that the dispatcher asks again. The parts add up to the whole.
 * @throws AppError `not-found` for a topic that is not this brand's
 */
export async function previewAudience(
  ctx: BrandContext,
  question: AudienceQuestion,
): Promise<AudiencePreview> {
  const p = await requirePolicy(ctx, question)
  const rows = await ctx.db.execute<{ reason: BlockReason | null; people: number }>(sql`
    select reason, count(*)::int as people from (
      select ${blockReasonSql(p)} as reason from subscribers ${consentJoin(p)}
      where ${await audienceSql(ctx, question)}
    ) as asked group by reason`)
  const counted = new Map(rows.map((row) => [row.reason, row.people]))
  const eligible = counted.get(null) ?? 0
  const room = await getMessagingRoom(ctx)
  const goOut = room.left === null ? eligible : Math.min(eligible, room.left)
  return {
    total: [...counted.values()].reduce((sum, people) => sum + people, 0),
    leftOut: blockReasons.map((reason) => ({ reason, people: counted.get(reason) ?? 0 })),
    eligible,
    room,
    goOut,
    wait: eligible - goOut,
    countedAt: ctx.now,
  }
}

const pageSize = 25

export type PersonRow = {
  id: string
  name: string | null
  phone_e164: string | null
  username: string | null
  language: string
}

/** A page of people, numbers masked. `next` is the key to the page after it. */
export function toPeoplePage(rows: PersonRow[]): PeoplePage {
  const people = rows.slice(0, pageSize).map((row) => ({
    id: row.id,
    name: row.name,
    phone: row.phone_e164 && maskPhone(row.phone_e164),
    username: row.username,
    language: row.language,
  }))
  return { people, next: rows.length > pageSize ? (people.at(-1)?.id ?? null) : null }
}

/** One more than a page, so that the page knows whether there is another. */
export const pageLimit = pageSize + 1

/** The keyset condition behind `next`. */
export const afterPerson = (after: string | undefined): SQL =>
  after ? sql`subscribers.id > ${after}::uuid` : sql`true`

/**
 * The people behind one row of the preview, oldest first.
 * @param question.reason `null` for those who may get it
 * @param question.after `next` of the page before
 */
export async function listPeopleByReason(
  ctx: BrandContext,
  question: AudienceQuestion & { reason: BlockReason | null; after?: string },
): Promise<PeoplePage> {
  const p = await requirePolicy(ctx, question)
  const rows = await ctx.db.execute<PersonRow>(sql`
    select subscribers.id, subscribers.name, subscribers.phone_e164, subscribers.username, subscribers.language
    from subscribers ${consentJoin(p)}
    where ${await audienceSql(ctx, question)} and ${afterPerson(question.after)}
      and ${blockReasonSql(p)} is not distinct from ${question.reason}::text
    order by subscribers.id limit ${pageLimit}`)
  return toPeoplePage(rows)
}
