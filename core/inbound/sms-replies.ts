import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { getDatabase } from '@/db/client'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { understandKeyword } from '../consent/keywords'
import { readNearMiss } from '../consent/near-miss'
import { openReview } from '../consent/reviews'
import { inTransaction } from '../platform/context'
import { getLog } from '../platform/log'
import type { Channel } from '../providers/channels'
import { openBrandForSystem } from '../staff/gate'
import { e164Schema } from '../subscribers/schema'
import { withdrawNumber } from '../subscribers/withdraw-number'
import { readCmSms } from './parse-cm'

const smsReplySchema = z.object({
  fromE164: e164Schema,
  text: z.string().max(2_000),
  /** The provider's id of the message: the same message again changes nothing. */
  providerMessageId: z.string().min(1).max(200),
  at: z.date(),
})
export type SmsReply = z.input<typeof smsReplySchema>

/**
 * Takes in an SMS that somebody sent to the brand's number (CM.com calls it MO). STOP there is STOP here: who answers an SMS
 * means the business, not the channel. What reads almost like it goes to the review queue. Everything else is left alone.
 */
export async function applySmsReply(
  ctx: BrandContext,
  input: SmsReply,
): Promise<'stop' | 'near-stop' | 'ignored'> {
  const { fromE164, text, providerMessageId, at } = smsReplySchema.parse(input)
  if (understandKeyword(text) === 'stop') {
    await withdrawNumber(ctx, {
      phoneE164: fromE164,
      scope: 'all',
      method: 'keyword',
      source: { kind: 'sms' },
      at,
      evidence: { phoneE164: fromE164, numberCheckedBy: 'inbound-message', providerMessageId, text },
    })
    return 'stop'
  }
  const nearMiss = readNearMiss(text)
  if (!nearMiss) return 'ignored'
  return inTransaction(ctx, async (ctx) => {
    const [person] = await ctx.db
      .select({ id: subscribers.id })
      .from(subscribers)
      .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.phoneE164, fromE164)))
    if (!person) return 'ignored'
    await openReview(ctx, {
      ...{ subscriberId: person.id, channel: 'sms', accountId: null, providerMessageId, text, at },
      why: nearMiss.why,
    })
    return 'near-stop'
  })
}

/** An SMS as CM.com posts it to the address of a brand's channel. One that cannot be read is logged and not asked for again. */
export async function takeInSms(channel: Pick<Channel, 'brandId' | 'id'>, body: string): Promise<void> {
  const now = new Date()
  let reply: SmsReply | undefined
  try {
    reply = readCmSms(body, now)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
  }
  if (!reply) {
    getLog('webhook').warn({ channelId: channel.id }, 'an SMS could not be read, or has no sender')
    return
  }
  const actor = { type: 'webhook', accountId: channel.id } as const
  const ctx = await openBrandForSystem({ db: getDatabase().db, actor, now }, channel.brandId)
  await applySmsReply(ctx, { ...reply, text: reply.text.slice(0, 2_000) })
}
