import { and, asc, eq, lte } from 'drizzle-orm'
import { optOutReviews } from '@/db/schema/reviews'
import type { BrandContext } from '../brands/scope'
import { dueJudgments, openReviewedWords, undoMs } from '../consent/reviews'
import { withdrawConsent } from '../consent/withdraw'
import { inTransaction } from '../platform/context'
import { reply } from './replies'

/**
 * Carries out the verdicts that nobody took back within the time for that: "opted out" ends everything, as STOP does, as of
 * the moment they wrote, and is confirmed once where the window is still open. Each in its own transaction, and safe to run twice.
 */
export async function settleJudgments(ctx: BrandContext): Promise<{ settled: number }> {
  const { brandId } = ctx.scope
  const until = new Date(ctx.now.getTime() - undoMs)
  for (let settled = 0; ; settled += 1) {
    const done = await inTransaction(ctx, async (ctx) => {
      const [review] = await ctx.db
        .select()
        .from(optOutReviews)
        .where(and(dueJudgments(brandId), lte(optOutReviews.judgedAt, until)))
        .orderBy(asc(optOutReviews.judgedAt))
        .limit(1)
        .for('update', { skipLocked: true })
      if (!review) return true
      if (review.verdict === 'opted_out') await optOut(ctx, review)
      await ctx.db
        .update(optOutReviews)
        .set({ settledAt: ctx.now })
        .where(and(eq(optOutReviews.brandId, brandId), eq(optOutReviews.id, review.id)))
      return false
    })
    if (done) return { settled }
  }
}

async function optOut(ctx: BrandContext, review: typeof optOutReviews.$inferSelect): Promise<void> {
  const { subscriberId, accountId, providerMessageId, at, channel } = review
  const { text, why } = openReviewedWords(review.sealed)
  const { withdrawnTopics } = await withdrawConsent(ctx, {
    subscriberId,
    scope: 'all',
    // Nobody wrote: the provider keeps the number on its block list, and staff took that for a no.
    method: why === 'block-list' ? 'provider_error' : 'message',
    at,
    source: { kind: channel === 'sms' ? 'sms' : 'whatsapp_thread' },
    evidence: { providerMessageId, text, why },
    details: { reviewId: review.id, judgedBy: review.judgedBy },
  })
  if (withdrawnTopics === 0 || channel !== 'whatsapp' || !accountId) return
  await reply(ctx, { accountId, subscriberId, providerMessageId }, { kind: 'stopped', purpose: 'judgment' })
}
