import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SideChannel } from '@/db/states'

/** Whose callback address was called: that of a WhatsApp number, or that of a channel beside it. */
export type CallbackOwner = { brandId: string } & (
  | { accountId: string; channel?: undefined }
  | { channel: SideChannel; accountId?: undefined }
)

/** One word that names it, for locks and jobs. */
export const ownerKey = ({ brandId, accountId, channel }: CallbackOwner): string =>
  accountId ?? `${brandId}:${channel}`

/** As it stands in the columns of a table of what came in. */
export const ownerColumns = ({ brandId, accountId, channel }: CallbackOwner) => ({
  brandId,
  accountId: accountId ?? null,
  channel: channel ?? null,
})

/** The rows of such a table that are its own. */
export const isOwnedBy = ({ brandId, accountId, channel }: CallbackOwner): SQL =>
  accountId
    ? sql`brand_id = ${brandId}::uuid and account_id = ${accountId}::uuid`
    : sql`brand_id = ${brandId}::uuid and account_id is null and channel = ${channel}`

/** Channels with deliveries that were not applied yet, of all brands. A channel may be disconnected since. */
export async function listWaitingChannels({ db }: { db: Db }): Promise<CallbackOwner[]> {
  const rows = await db.execute<{ brand_id: string; channel: SideChannel }>(sql`
    select distinct brand_id, channel from webhook_deliveries where applied_at is null and channel is not null`)
  return rows.map(({ brand_id, channel }) => ({ brandId: brand_id, channel }))
}
