import { and, eq } from 'drizzle-orm'
import { consentProjections } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { requirePermission } from '../staff/gate'
import { recordConsent } from './commands'
import { isPending, isStanding } from './rules'
import { type WithdrawConsentInput, withdrawConsentSchema } from './schema'

/**
 * Takes consent back at once, for the topics named or for all that stand or wait. A topic that is named is withdrawn
 * even when nothing was ever given for it: that is an objection, and an import must find it. What is withdrawn
 * already gets no second event.
 * @throws AppError `not-found`, `not-allowed`
 */
export async function withdrawConsent(
  ctx: BrandContext,
  input: WithdrawConsentInput,
): Promise<{ withdrawnTopics: number }> {
  const { subscriberId, topicIds, ...act } = withdrawConsentSchema.parse(input)
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
    const toWithdraw = (topicIds ?? standing).filter((topicId) => !gone.includes(topicId))
    if (toWithdraw.length > 0) {
      await recordConsent(ctx, { ...act, subscriberId, topicIds: toWithdraw, kind: 'withdrawn' })
    }
    return { withdrawnTopics: toWithdraw.length }
  })
}
