import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { optOutReviews } from '@/db/schema/reviews'
import { verdicts } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { openText, sealText } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { addJob } from '../platform/jobs'
import { requirePermission } from '../staff/gate'
import type { NearMiss } from './near-miss'

const purpose = 'opt_out_reviews.sealed'

/** How long a verdict can be taken back before it is carried out. Marketing waits meanwhile. */
export const undoMs = 15_000

/** What in a reply was noticed; `block-list`: nobody wrote, but the provider says that the number wants nothing. */
export type ReviewWhy = NearMiss['why'] | 'block-list'

/** What is kept of the message that is judged. */
export type ReviewedWords = { text: string; why: ReviewWhy }

export const openReviewedWords = (sealed: Buffer): ReviewedWords =>
  JSON.parse(openText(purpose, sealed)) as ReviewedWords

export type NewReview = {
  subscriberId: string
  channel: 'whatsapp' | 'sms'
  /** The account that can answer, where one can. */
  accountId: string | null
  providerMessageId: string
  /** Empty where nobody wrote. */
  text: string
  why: ReviewWhy
  at: Date
}

/** Lays a reply, or what the provider says of a number, before staff. From this moment marketing to the person waits. The same message opens one review. */
export async function openReview(ctx: BrandContext, review: NewReview): Promise<void> {
  const { text, why, ...row } = review
  await inTransaction(ctx, async (ctx) => {
    const { brandId } = ctx.scope
    const [made] = await ctx.db
      .insert(optOutReviews)
      .values({
        ...{ ...row, brandId, id: newId(ctx.now), openedAt: ctx.now },
        sealed: sealText(
          purpose,
          JSON.stringify({ text: text.slice(0, 2_000), why } satisfies ReviewedWords),
        ),
      })
      .onConflictDoNothing()
      .returning({ id: optOutReviews.id })
    if (!made) return
    await recordAudit(ctx, {
      brandId,
      action: 'opt-out-review.open',
      subjectType: 'subscriber',
      subjectId: review.subscriberId,
      details: { reviewId: made.id, why },
    })
  })
}

export const judgeReviewSchema = z.object({ reviewId: z.uuid(), verdict: z.enum(verdicts) })
export const undoJudgmentSchema = z.object({ reviewId: z.uuid() })

/**
 * Judges a reply. A job carries the verdict out after `undoMs`; who judges again before that replaces the verdict.
 * @throws AppError `not-allowed`, `not-found`, `conflict` when it is settled already
 */
export async function judgeReview(
  ctx: BrandContext,
  input: z.input<typeof judgeReviewSchema>,
): Promise<{ undoUntil: Date }> {
  const { reviewId, verdict } = judgeReviewSchema.parse(input)
  requirePermission(ctx, 'subscribers.withdraw')
  const { actor } = ctx
  if (actor.type !== 'staff') throw new AppError('not-allowed')
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, reviewId)
    if (review.settledAt) throw new AppError('conflict')
    await ctx.db
      .update(optOutReviews)
      .set({ verdict, judgedAt: ctx.now, judgedBy: actor.staffId })
      .where(and(eq(optOutReviews.brandId, brandId), eq(optOutReviews.id, reviewId)))
    await recordAudit(ctx, {
      brandId,
      action: 'opt-out-review.judge',
      subjectType: 'subscriber',
      subjectId: review.subscriberId,
      details: { reviewId, verdict },
    })
    const undoUntil = new Date(ctx.now.getTime() + undoMs)
    await addJob(ctx, 'settle-judgments', { brandId }, { runAt: undoUntil })
    return { undoUntil }
  })
}

/**
 * Takes a verdict back, so that the reply waits again.
 * @throws AppError `not-allowed`, `not-found`, `too-late-to-undo`
 */
export async function undoJudgment(
  ctx: BrandContext,
  input: z.input<typeof undoJudgmentSchema>,
): Promise<void> {
  const { reviewId } = undoJudgmentSchema.parse(input)
  requirePermission(ctx, 'subscribers.withdraw')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, reviewId)
    // "Not an opt-out" was nobody's loss: that can be looked at again at any time.
    if (review.settledAt && review.verdict !== 'not_an_opt_out') throw new AppError('too-late-to-undo')
    await ctx.db
      .update(optOutReviews)
      .set({ verdict: null, judgedAt: null, judgedBy: null, settledAt: null })
      .where(and(eq(optOutReviews.brandId, brandId), eq(optOutReviews.id, reviewId)))
    await recordAudit(ctx, {
      brandId,
      action: 'opt-out-review.undo',
      subjectType: 'subscriber',
      subjectId: review.subscriberId,
      details: { reviewId },
    })
  })
}

async function lockReview(ctx: BrandContext, reviewId: string) {
  const [review] = await ctx.db
    .select()
    .from(optOutReviews)
    .where(and(eq(optOutReviews.brandId, ctx.scope.brandId), eq(optOutReviews.id, reviewId)))
    .for('update')
  if (!review) throw new AppError('not-found')
  return review
}

/** The verdicts that nobody took back in time and that are still to be carried out. */
export const dueJudgments = (brandId: string) =>
  and(eq(optOutReviews.brandId, brandId), isNull(optOutReviews.settledAt), isNotNull(optOutReviews.verdict))
