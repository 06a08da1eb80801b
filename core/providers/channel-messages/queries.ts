import { and, desc, eq, isNull } from 'drizzle-orm'
import { channelMessages } from '@/db/schema/channel-messages'
import type { SideChannel } from '@/db/states'
import type { BrandContext } from '../../brands/scope'

export type ChannelMessage = Omit<typeof channelMessages.$inferSelect, 'brandId'>

/** Longer than any answer is waited for: what is still `sending` then was cut off, and may have gone out. */
const answerMs = 60_000

/** What went out over a channel last, newest first. */
export async function listChannelMessages(
  ctx: BrandContext,
  { channel, limit }: { channel: SideChannel; limit: number },
): Promise<ChannelMessage[]> {
  const rows = await ctx.db
    .select()
    .from(channelMessages)
    .where(
      and(
        eq(channelMessages.brandId, ctx.scope.brandId),
        eq(channelMessages.channel, channel),
        isNull(channelMessages.invitationId),
      ),
    )
    .orderBy(desc(channelMessages.createdAt), desc(channelMessages.id))
    .limit(limit)
  return rows.map(({ brandId: _, ...row }) => ({
    ...row,
    state:
      row.state === 'sending' && ctx.now.getTime() - row.createdAt.getTime() > answerMs
        ? 'uncertain'
        : row.state,
  }))
}
