import { type SQL, sql } from 'drizzle-orm'
import type { BlockReason, MessageState } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { maskPhone } from '../platform/phone'
import { searchSql } from '../subscribers/search'
import { afterPerson, type PersonRow, pageLimit, toPeoplePage } from './audience'
import { toDate } from './queries'
import type { PeoplePage, PersonOutcome, SkipReason } from './states'

/** The people that were left out for one reason when the audience was fixed. */
export async function listLeftOut(
  ctx: BrandContext,
  about: { campaignId: string; reason: BlockReason; after?: string },
): Promise<PeoplePage> {
  const rows = await ctx.db.execute<PersonRow>(sql`
    select subscribers.id, subscribers.name, subscribers.phone_e164, subscribers.username, subscribers.language
    from campaign_exclusions as out
    join subscribers on subscribers.brand_id = out.brand_id and subscribers.id = out.subscriber_id
    where out.brand_id = ${ctx.scope.brandId} and out.campaign_id = ${about.campaignId}
      and out.reason = ${about.reason} and ${afterPerson(about.after)}
    order by subscribers.id limit ${pageLimit}`)
  return toPeoplePage(rows)
}

/** The people that were queued at the start, whatever became of their message. */
export async function listQueued(
  ctx: BrandContext,
  about: { campaignId: string; after?: string },
): Promise<PeoplePage> {
  const rows = await ctx.db.execute<PersonRow>(sql`
    select subscribers.id, subscribers.name, subscribers.phone_e164, subscribers.username, subscribers.language
    from messages
    join subscribers on subscribers.brand_id = messages.brand_id and subscribers.id = messages.subscriber_id
    where messages.brand_id = ${ctx.scope.brandId} and messages.campaign_id = ${about.campaignId}
      and ${afterPerson(about.after)}
    order by subscribers.id limit ${pageLimit}`)
  return toPeoplePage(rows)
}

const mostPeople = 5

/**
 * Finds people by name or number and says what became of each in this campaign.
 * @param query at least two letters, or three digits in any spelling
 */
export async function findInCampaign(
  ctx: BrandContext,
  about: { campaignId: string; query: string },
): Promise<PersonOutcome[]> {
  const match = matchPerson(about.query)
  if (!match) return []
  const now = ctx.now.toISOString()
  const rows = await ctx.db.execute<Record<string, unknown>>(sql`
    select subscribers.id, subscribers.name, subscribers.phone_e164, subscribers.username, out.reason,
      m.state, m.skip_reason, m.error_code, m.error_title,
      greatest(m.queued_at, m.accepted_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at) as at,
      case when m.state = 'queued' and m.due_at > ${now}::timestamptz then m.due_at end as waits_until,
      (select max(k.at) from link_clicks as k where k.brand_id = m.brand_id and k.message_id = m.id) as clicked_at
    from subscribers
    left join messages as m on m.brand_id = subscribers.brand_id and m.subscriber_id = subscribers.id
      and m.campaign_id = ${about.campaignId}
    left join campaign_exclusions as out on out.brand_id = subscribers.brand_id
      and out.subscriber_id = subscribers.id and out.campaign_id = ${about.campaignId}
    where subscribers.brand_id = ${ctx.scope.brandId} and subscribers.merged_into_id is null and subscribers.erased_at is null and ${match}
    order by (m.id is null), (out.reason is null), subscribers.name, subscribers.id
    limit ${mostPeople}`)
  return rows.map((row) => ({
    id: row.id as string,
    name: row.name as string | null,
    phone: row.phone_e164 === null ? null : maskPhone(row.phone_e164 as string),
    username: row.username as string | null,
    outcome: readOutcome(row),
  }))
}

function readOutcome(row: Record<string, unknown>): PersonOutcome['outcome'] {
  if (row.state) {
    return {
      kind: 'message',
      state: row.state as MessageState,
      at: toDate(row.at) as Date,
      clickedAt: toDate(row.clicked_at),
      waitsUntil: toDate(row.waits_until),
      skipReason: row.skip_reason as SkipReason | null,
      errorCode: row.error_code as number | null,
      errorTitle: row.error_title as string | null,
    }
  }
  if (row.reason) return { kind: 'left-out', reason: row.reason as BlockReason }
  return { kind: 'not-meant' }
}

function matchPerson(query: string): SQL | undefined {
  const text = query.trim()
  return text.length < 2 ? undefined : searchSql(text)
}
