import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { consentEvidence, signUps } from '@/db/schema/consent'
import { optOutReviews } from '@/db/schema/reviews'
import { subscriberKeys, subscriberNotes, subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { dropAnswers } from './sign-up-answers'

/**
 * Takes everything personal from a person's row and from what hangs on it, for good: the key of their evidence first of
 * all. The row stays because the ledger points at it. Call it in the transaction that holds the row and ends their
 * consent; see `eraseSubscriber` and `forgetPeople`.
 */
export async function emptyPerson(ctx: BrandContext, subscriberId: string): Promise<void> {
  await forgetWords(ctx, subscriberId)
  await ctx.db
    .update(subscribers)
    .set({
      ...{ erasedAt: ctx.now, phoneE164: null, phoneHash: null, waUserId: null, username: null, name: null },
      ...{ attributes: {}, tags: [], serviceWindowUntil: null, platformStoppedAt: null, pausedUntil: null },
      ...{ unreachableAt: null, maxPerMonth: null },
    })
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, subscriberId)))
}

/** What was said in both directions, about them, and under their key. Ids of WhatsApp go too: a number can be read from them. */
async function forgetWords(ctx: BrandContext, subscriberId: string): Promise<void> {
  const { brandId } = ctx.scope
  for (const table of [inboundMessages, consentEvidence, subscriberKeys, subscriberNotes, optOutReviews]) {
    await ctx.db.delete(table).where(and(eq(table.brandId, brandId), eq(table.subscriberId, subscriberId)))
  }
  await dropAnswers(ctx, { subscriberId })
  const ofPerson = and(eq(messages.brandId, brandId), eq(messages.subscriberId, subscriberId))
  // The place of WhatsApp's id is taken, not emptied: one that comes later, with the answer to a message that was under way
  // or with a status, finds no room.
  const taken = sql<string>`'erased:' || ${messages.id}`
  await ctx.db
    .update(messages)
    .set({ reply: null, inReplyTo: null, providerMessageId: taken, errorTitle: null })
    .where(and(ofPerson, ne(messages.state, 'queued')))
  await ctx.db
    .update(messages)
    .set({ state: 'skipped', skipReason: 'opted_out', reply: null, inReplyTo: null })
    .where(and(ofPerson, eq(messages.state, 'queued')))
  await ctx.db
    .update(signUps)
    .set({ expiredAt: ctx.now })
    .where(
      and(
        eq(signUps.brandId, brandId),
        eq(signUps.subscriberId, subscriberId),
        isNull(signUps.confirmedAt),
        isNull(signUps.expiredAt),
      ),
    )
}
