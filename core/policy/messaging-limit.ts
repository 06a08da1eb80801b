import { sql } from 'drizzle-orm'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { BrandContext } from '../brands/scope'
import { isCurrent } from '../providers/accounts'
import { readTier } from './states'

export type MessagingRoom = {
  /** Unique people in any 24 hours. Null: unlimited, or a tier that we do not know and therefore do not enforce. */
  limit: number | null
  /** Unique people who were sent a template in the last 24 hours. */
  used: number
  /** Null where there is no limit. Never below 0. */
  left: number | null
}

/**
 * How much of the 24-hour limit is left at `ctx.now`. WhatsApp counts people who were messaged outside a service
 * window; we count everybody who was sent a template, window or not, and what is on its way. That is never less
 * than what WhatsApp counts, so the room that is shown is never too large.
 */
export async function getMessagingRoom(ctx: BrandContext): Promise<MessagingRoom> {
  const brandId = ctx.scope.brandId
  const [account] = await ctx.db
    .select({ tier: whatsappAccounts.messagingLimitTier })
    .from(whatsappAccounts)
    .where(isCurrent(brandId))
  const since = new Date(ctx.now.getTime() - 24 * 3_600_000).toISOString()
  const [row] = await ctx.db.execute<{ used: number }>(sql`
    select count(*)::int as used from (
      select subscriber_id from messages
      where brand_id = ${brandId} and template_id is not null
        and accepted_at > ${since}::timestamptz and accepted_at <= ${ctx.now.toISOString()}::timestamptz
      union
      select subscriber_id from messages
      where brand_id = ${brandId} and template_id is not null and state = 'sending'
    ) as people`)
  const used = row?.used ?? 0
  const limit = account ? readTier(account.tier) : null
  return { limit, used, left: limit === null ? null : Math.max(0, limit - used) }
}
