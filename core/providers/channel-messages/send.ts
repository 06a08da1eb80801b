import { and, eq } from 'drizzle-orm'
import { channelMessages } from '@/db/schema/channel-messages'
import type { ChannelMessagePurpose, ChannelMessageState, SideChannel } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { newId } from '../../platform/ids'
import type { SendOutcome } from '../whatsapp/types'

type Sending = { channel: SideChannel; purpose: ChannelMessagePurpose }

/**
 * Sends one message beside WhatsApp and keeps what became of it. It is written down before it leaves, so that a report
 * which overtakes the answer finds it, and one whose answer is lost is not forgotten.
 */
export async function sendAndKeep(
  ctx: BrandContext,
  { channel, purpose }: Sending,
  send: (messageId: string) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  const { brandId } = ctx.scope
  const id = newId(ctx.now)
  await ctx.db
    .insert(channelMessages)
    .values({ brandId, id, channel, purpose, state: 'sending', createdAt: ctx.now })
  const outcome = await send(id)
  const isOwn = and(eq(channelMessages.brandId, brandId), eq(channelMessages.id, id))
  // A report that was faster knows more than the answer.
  await ctx.db
    .update(channelMessages)
    .set(keptOf(outcome))
    .where(and(isOwn, eq(channelMessages.state, 'sending')))
  return outcome
}

const states: Record<SendOutcome['kind'], ChannelMessageState> = {
  accepted: 'accepted',
  refused: 'refused',
  unknown: 'uncertain',
}

const keptOf = (outcome: SendOutcome) => ({
  state: states[outcome.kind],
  ...(outcome.kind === 'refused' ? { errorCode: outcome.code, errorTitle: outcome.title } : {}),
})
