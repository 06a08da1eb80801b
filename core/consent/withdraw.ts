import { and, eq, isNull } from 'drizzle-orm'
import { consentProjections, topics } from '@/db/schema/consent'
import { optOutReviews } from '@/db/schema/reviews'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { requirePermission } from '../staff/gate'
import { recordConsent } from './commands'
import { isPending, isStanding } from './rules'
import { type WithdrawConsentInput, withdrawConsentSchema } from './schema'

/**
 * The one place where every door ends: a typed STOP, a button, the person's own page, staff, the API, an unsubscribe link, an
 * SMS, a judged reply. Takes consent back at once, for the topics named or by scope. A topic that is named is withdrawn
 * even when nothing was ever given for it: that is an objection, and an import must find it. What is withdrawn
 * already gets no second event.
 * @throws AppError `not-found`, `not-allowed`
 */
export async function withdrawConsent(
  ctx: BrandContext,
  input: WithdrawConsentInput,
): Promise<{ withdrawnTopics: number; topicIds: string[] }> {
  const { subscriberId, topicIds, scope, ...act } = withdrawConsentSchema.parse(input)
  requirePermission(ctx, 'subscribers.withdraw')
  return inTransaction(ctx, async (ctx) => {
    const { brandId } = ctx.scope
    // Locked before looking, so that two withdrawals at the same moment make one event.
    const [person] = await ctx.db
      .select({ id: subscribers.id })
      .from(subscribers)
      .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
      .for('no key update')
    if (!person) throw new AppError('not-found')
    const states = await ctx.db
      .select()
      .from(consentProjections)
      .where(and(eq(consentProjections.brandId, brandId), eq(consentProjections.subscriberId, subscriberId)))
    const standing = states.filter((row) => isStanding(row.state) || isPending(row)).map((row) => row.topicId)
    const gone = states
      .filter((row) => row.state === 'withdrawn' && !isPending(row))
      .map((row) => row.topicId)
    const marketing = topicIds || scope === 'standing' ? [] : await listMarketing(ctx)
    const wanted = topicIds ?? { all: [...marketing, ...standing], marketing, standing }[scope]
    const toWithdraw = [...new Set(wanted)].filter((topicId) => !gone.includes(topicId))
    if (toWithdraw.length > 0) {
      await recordConsent(ctx, { ...act, subscriberId, topicIds: toWithdraw, kind: 'withdrawn' })
    }
    // They have said themselves what there was to judge.
    if (!topicIds) await closeReviews(ctx, subscriberId)
    return { withdrawnTopics: toWithdraw.length, topicIds: toWithdraw }
  })
}

async function listMarketing(ctx: BrandContext): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.brandId, ctx.scope.brandId), eq(topics.category, 'marketing')))
  return rows.map((row) => row.id)
}

async function closeReviews(ctx: BrandContext, subscriberId: string): Promise<void> {
  await ctx.db
    .update(optOutReviews)
    .set({ settledAt: ctx.now })
    .where(
      and(
        eq(optOutReviews.brandId, ctx.scope.brandId),
        eq(optOutReviews.subscriberId, subscriberId),
        isNull(optOutReviews.settledAt),
      ),
    )
}
