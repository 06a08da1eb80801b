import { and, eq } from 'drizzle-orm'
import { channelMessages } from '@/db/schema/channel-messages'
import { invitationRefusals } from '@/db/schema/invitations'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'

/** Whether this message is an invitation of the brand: what its link needs to know before anything is pressed. */
export async function isInvitation(ctx: BrandContext, messageId: string): Promise<boolean> {
  return (await addressOf(ctx, messageId)) !== undefined
}

/** Whoever got this message wants no more invitations over its channel. Twice is once. Gives whether there was one. */
export function refuseInvitations(ctx: BrandContext, { messageId }: { messageId: string }): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const own = await addressOf(ctx, messageId)
    if (!own) return false
    const { brandId } = ctx.scope
    const added = await ctx.db
      .insert(invitationRefusals)
      .values({ brandId, ...own, at: ctx.now })
      .onConflictDoNothing()
      .returning({ at: invitationRefusals.at })
    if (added.length > 0) {
      await recordAudit(ctx, {
        ...{ brandId, action: 'invitation.refuse' },
        ...{ subjectType: 'channel-message', subjectId: messageId },
      })
    }
    return true
  })
}

async function addressOf(ctx: BrandContext, messageId: string) {
  const [row] = await ctx.db
    .select({ channel: channelMessages.channel, addressHash: channelMessages.addressHash })
    .from(channelMessages)
    .where(and(eq(channelMessages.brandId, ctx.scope.brandId), eq(channelMessages.id, messageId)))
  return row?.addressHash ? { channel: row.channel, addressHash: row.addressHash } : undefined
}
