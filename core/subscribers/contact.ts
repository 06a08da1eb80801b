import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'

/** How long WhatsApp lets us answer freely after each message of theirs. */
const serviceWindowMs = 24 * 60 * 60 * 1000

/** How long a message of theirs lets us answer freely. */
export const windowAfter = (at: Date) => new Date(at.getTime() + serviceWindowMs)

/**
 * A person wrote to us: the service window is open until 24 hours after, and their number plainly can be reached.
 * A message that comes late never shortens the window, nor undoes a failure that came after it. This is no consent.
 */
export async function openServiceWindow(
  ctx: BrandContext,
  input: { subscriberId: string; at: Date },
): Promise<void> {
  await ctx.db
    .update(subscribers)
    .set({
      serviceWindowUntil: sql`greatest(${subscribers.serviceWindowUntil}, ${windowAfter(input.at).toISOString()}::timestamptz)`,
      unreachableAt: sql`case when ${subscribers.unreachableAt} > ${input.at.toISOString()}::timestamptz then ${subscribers.unreachableAt} end`,
    })
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, input.subscriberId)))
}

/**
 * WhatsApp said that this number cannot be reached (131026). The first time is kept; news from before their last
 * message to us is no news.
 */
export async function markUnreachable(
  ctx: BrandContext,
  input: { subscriberId: string; at: Date },
): Promise<void> {
  await ctx.db
    .update(subscribers)
    .set({ unreachableAt: input.at })
    .where(
      and(
        eq(subscribers.brandId, ctx.scope.brandId),
        eq(subscribers.id, input.subscriberId),
        isNull(subscribers.unreachableAt),
        or(isNull(subscribers.serviceWindowUntil), lt(subscribers.serviceWindowUntil, windowAfter(input.at))),
      ),
    )
}
