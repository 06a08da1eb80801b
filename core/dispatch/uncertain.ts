import { sql } from 'drizzle-orm'
import type { CampaignState } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { maskPhone } from '../platform/phone'
import { leaseMs } from './claimed'
import type { UncertainGroup, UncertainPage } from './states'

/**
 * When an uncertain message was handed over: its lease is kept for that. A row without one (an older database) counts
 * from its queueing.
 */
export const handedOverAt = sql`coalesce(messages.lease_until - make_interval(secs => ${leaseMs / 1000}), messages.queued_at)`

const uncertain = (ctx: BrandContext) =>
  sql`messages.brand_id = ${ctx.scope.brandId}::uuid and messages.state = 'uncertain'`

/** Where answers of WhatsApp were lost and no report came since: by campaign, the answers to people last. */
export async function listUncertainGroups(ctx: BrandContext): Promise<UncertainGroup[]> {
  const rows = await ctx.db.execute<{
    campaign_id: string | null
    name: string | null
    state: CampaignState | null
    people: number
    since: string
  }>(sql`
    select messages.campaign_id, campaigns.name, campaigns.state, count(*)::int as people,
      min(${handedOverAt}) as since
    from messages left join campaigns
      on campaigns.brand_id = messages.brand_id and campaigns.id = messages.campaign_id
    where ${uncertain(ctx)} group by 1, 2, 3 order by messages.campaign_id is null, since desc`)
  return rows.map(({ campaign_id, name, state, people, since }) => ({
    campaign: campaign_id && name && state ? { id: campaign_id, name, state } : null,
    people,
    since: new Date(since),
  }))
}

const pageSize = 100

/**
 * The people of one group, by name.
 * @param about.campaignId null for the answers to people
 * @param about.after the last message of the page before
 */
export async function listUncertain(
  ctx: BrandContext,
  about: { campaignId: string | null; after?: string | undefined },
): Promise<UncertainPage> {
  const rows = await ctx.db.execute<{
    id: string
    subscriber_id: string
    name: string | null
    phone_e164: string | null
    username: string | null
    at: string
    reason: string | null
  }>(sql`
    select messages.id, messages.subscriber_id, subscribers.name, subscribers.phone_e164, subscribers.username,
      ${handedOverAt} as at, messages.error_title as reason
    from messages join subscribers
      on subscribers.brand_id = messages.brand_id and subscribers.id = messages.subscriber_id
    where ${uncertain(ctx)} and messages.campaign_id is not distinct from ${about.campaignId}::uuid
      and ${about.after ? sql`messages.id > ${about.after}::uuid` : sql`true`}
    order by messages.id limit ${pageSize + 1}`)
  const messages = rows.slice(0, pageSize).map((row) => ({
    id: row.id,
    subscriberId: row.subscriber_id,
    name: row.name,
    address: row.phone_e164 ? maskPhone(row.phone_e164) : row.username ? `@${row.username}` : null,
    at: new Date(row.at),
    reason: row.reason,
  }))
  return { messages, next: rows.length > pageSize ? (messages.at(-1)?.id ?? null) : null }
}
