import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { optOutReviews } from '@/db/schema/reviews'
import { staff } from '@/db/schema/staff'
import { subscribers } from '@/db/schema/subscribers'
import type { Verdict } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { maskPhone } from '../platform/phone'
import { openReviewedWords, type ReviewWhy } from './reviews'

export type ReviewRow = {
  id: string
  subscriberId: string
  name: string | null
  /** Masked; null for who hides their number. */
  phone: string | null
  channel: 'whatsapp' | 'sms'
  /** Empty where nobody wrote. */
  text: string
  why: ReviewWhy
  at: Date
  verdict: Verdict | null
  judgedAt: Date | null
  judgedByName: string | null
  /** Carried out. Without a verdict: they said STOP themselves meanwhile. */
  settledAt: Date | null
}

const shown = 100

async function listReviews(ctx: BrandContext, where: SQL | undefined, order: SQL): Promise<ReviewRow[]> {
  const rows = await ctx.db
    .select({
      review: optOutReviews,
      name: subscribers.name,
      phone: subscribers.phoneE164,
      judgedByName: staff.name,
    })
    .from(optOutReviews)
    .innerJoin(
      subscribers,
      and(eq(subscribers.brandId, optOutReviews.brandId), eq(subscribers.id, optOutReviews.subscriberId)),
    )
    .leftJoin(staff, eq(staff.id, optOutReviews.judgedBy))
    .where(and(eq(optOutReviews.brandId, ctx.scope.brandId), where))
    .orderBy(order)
    .limit(shown)
  return rows.map(({ review, name, phone, judgedByName }) => {
    const { id, subscriberId, channel, at, verdict, judgedAt, settledAt } = review
    const words = openReviewedWords(review.sealed)
    return {
      ...{ id, subscriberId, name, channel, at, verdict, judgedAt, judgedByName, settledAt, ...words },
      phone: phone ? maskPhone(phone) : null,
    }
  })
}

/** What waits to be judged, the oldest first, at most 100. */
export const listOpenReviews = (ctx: BrandContext): Promise<ReviewRow[]> =>
  listReviews(ctx, and(isNull(optOutReviews.settledAt), isNull(optOutReviews.verdict)), asc(optOutReviews.at))

/** What was judged, or settled by the person, the latest first, at most 100. */
export const listJudgedReviews = (ctx: BrandContext): Promise<ReviewRow[]> =>
  listReviews(
    ctx,
    sql`(${isNotNull(optOutReviews.settledAt)} or ${isNotNull(optOutReviews.verdict)})`,
    desc(sql`coalesce(${optOutReviews.judgedAt}, ${optOutReviews.settledAt})`),
  )

/** How many replies wait to be judged. */
export async function countOpenReviews(ctx: BrandContext): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(optOutReviews)
    .where(
      and(
        eq(optOutReviews.brandId, ctx.scope.brandId),
        isNull(optOutReviews.settledAt),
        isNull(optOutReviews.verdict),
      ),
    )
  return row?.count ?? 0
}
