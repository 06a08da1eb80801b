import { sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { actOnFailures } from './failures'
import { applyStatuses, ourIdOf, type StatusUpdate } from './statuses'

/** WhatsApp repeats itself for seven days at the most; what nobody asked for by then was never ours. */
export const parkedDays = 7

/** Keeps statuses of messages that are not recorded (yet). The same status twice is kept once, with its first moment. */
export async function parkStatuses(
  ctx: BrandContext,
  accountId: string,
  statuses: readonly StatusUpdate[],
): Promise<void> {
  if (statuses.length === 0) return
  const rows = statuses.map(({ messageId, providerMessageId, status, at, error }) => ({
    ...{ theirs: providerMessageId, ours: ourIdOf(messageId), status, at: at.toISOString() },
    ...{ code: error?.code ?? null, title: error?.title ?? null },
  }))
  await ctx.db.execute(sql`
    insert into parked_statuses
      (brand_id, account_id, provider_message_id, status, message_id, at, error_code, error_title, parked_at)
    select distinct on (n.theirs, n.status) ${ctx.scope.brandId}::uuid, ${accountId}::uuid, n.theirs, n.status, n.ours,
      n.at, n.code, n.title, ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(theirs text, ours uuid, status text, at timestamptz, code int, title text)
    order by n.theirs, n.status, n.at
    on conflict (brand_id, account_id, provider_message_id, status) do update set
      at = least(parked_statuses.at, excluded.at)`)
}

type Row = {
  account_id: string
  provider_message_id: string
  message_id: string | null
  status: string
  at: string
  error_code: number | null
  error_title: string | null
}

/**
 * Applies parked statuses whose message is known by now, and forgets them.
 * @param providerMessageIds of messages that were recorded just now; all that wait, when left out
 */
export async function joinParked(
  ctx: BrandContext,
  providerMessageIds?: readonly string[],
): Promise<{ joined: number }> {
  if (providerMessageIds?.length === 0) return { joined: 0 }
  const which = providerMessageIds ? sql`and parked.provider_message_id in ${[...providerMessageIds]}` : sql``
  return inTransaction(ctx, async (ctx) => {
    const brandId = sql`${ctx.scope.brandId}::uuid`
    const rows = await ctx.db.execute<Row>(sql`
      delete from parked_statuses as parked
      where parked.brand_id = ${brandId} ${which} and (
        exists (select from messages where brand_id = ${brandId} and id = parked.message_id)
        or exists (select from messages
          where brand_id = ${brandId} and provider_message_id = parked.provider_message_id))
      returning parked.*`)
    const { failures } = await applyStatuses(
      ctx,
      rows.map((row) => ({
        messageId: row.message_id,
        providerMessageId: row.provider_message_id,
        status: row.status,
        at: new Date(row.at),
        ...(row.error_code === null ? {} : { error: { code: row.error_code, title: row.error_title ?? '' } }),
      })),
    )
    await actOnFailures(ctx, failures)
    return { joined: rows.length }
  })
}

/** Drops what nobody asked for in seven days. */
export async function expireParked(ctx: BrandContext): Promise<{ expired: number }> {
  const rows = await ctx.db.execute(sql`
    delete from parked_statuses where brand_id = ${ctx.scope.brandId}::uuid
      and parked_at < ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${parkedDays})`)
  return { expired: rows.count }
}
