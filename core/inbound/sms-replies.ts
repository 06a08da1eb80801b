import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { understandKeyword } from '../consent/keywords'
import { readNearMiss } from '../consent/near-miss'
import { openReview } from '../consent/reviews'
import { inTransaction } from '../platform/context'
import { e164Schema } from '../subscribers/schema'
import { withdrawNumber } from '../subscribers/withdraw-number'

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
