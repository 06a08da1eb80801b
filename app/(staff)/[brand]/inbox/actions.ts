'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { judgeReview, judgeReviewSchema, undoJudgment, undoJudgmentSchema } from '@/core/consent/reviews'

const brand = { brand: z.string() }

/** Judges one reply that reads almost like STOP. */
export const judge = brandAction
  .inputSchema(judgeReviewSchema.extend(brand))
  .action(async ({ parsedInput: { reviewId, verdict }, ctx }) => {
    await judgeReview(ctx.brandCtx, { reviewId, verdict })
    refresh()
  })

/** Takes a verdict back. */
export const undo = brandAction
  .inputSchema(undoJudgmentSchema.extend(brand))
  .action(async ({ parsedInput: { reviewId }, ctx }) => {
    await undoJudgment(ctx.brandCtx, { reviewId })
    refresh()
  })
