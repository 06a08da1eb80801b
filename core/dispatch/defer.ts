import { sql } from 'drizzle-orm'
import type { DeferReason } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import type { MessagingRoom } from '../policy/messaging-limit'

const overLimit: DeferReason = 'over_messaging_limit'

const dayMs = 24 * 3_600_000

/**
 * Puts off what is due beyond the 24-hour limit. Every message gets the moment at which a place comes free for it: a
 * day after the first person of the last 24 hours, after the second, and so on, and when all of those are given away
 * a day later in the same order. So each row is written once a day at the most, and the last moment is known.
 * @returns how many wait
 */
export async function deferOverLimit(
  ctx: BrandContext,
  campaignId: string,
  room: MessagingRoom,
): Promise<number> {
  if (room.limit === null) return 0
  const places = Math.max(1, room.limit)
  const now = ctx.now.toISOString()
  const since = new Date(ctx.now.getTime() - dayMs).toISOString()
  const rows = await ctx.db.execute(sql`
    with freed as (
      select max(accepted_at) + interval '24 hours 1 second' as at,
        row_number() over (order by max(accepted_at)) as nth
      from messages
      where brand_id = ${ctx.scope.brandId}::uuid and template_id is not null
        and accepted_at > ${since}::timestamptz and accepted_at <= ${now}::timestamptz
      group by subscriber_id
    ), waiting as (
      select id, row_number() over (order by due_at, id) - 1 as nth from messages
      where brand_id = ${ctx.scope.brandId}::uuid and campaign_id = ${campaignId}::uuid and state = 'queued'
        and due_at <= ${now}::timestamptz
    )
    update messages set
      due_at = coalesce(freed.at, ${now}::timestamptz + interval '24 hours 1 second')
        + (waiting.nth / ${places}::int) * interval '24 hours',
      defer_reason = ${overLimit}
    from waiting left join freed
      on freed.nth = waiting.nth % ${places}::int + 1 + ${Math.max(0, room.used - room.limit)}::int
    where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.id = waiting.id`)
  return rows.count
}

/**
 * Takes back the wait of as many as there is room for now: WhatsApp raised the limit, or fewer places were used than
 * was reckoned with.
 * @returns how many are due again
 */
export async function releaseDeferred(
  ctx: BrandContext,
  campaignId: string,
  room: MessagingRoom,
): Promise<number> {
  if (room.left === 0) return 0
  const now = ctx.now.toISOString()
  const rows = await ctx.db.execute(sql`
    with soonest as (
      select id from messages
      where brand_id = ${ctx.scope.brandId}::uuid and campaign_id = ${campaignId}::uuid and state = 'queued'
        and due_at > ${now}::timestamptz and defer_reason = ${overLimit}
      order by due_at, id limit ${Math.min(room.left ?? 10_000, 10_000)}::int
    )
    update messages set due_at = ${now}::timestamptz, defer_reason = null
    from soonest where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.id = soonest.id`)
  return rows.count
}
