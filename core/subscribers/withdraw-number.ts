import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { topics } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { consentSourceSchema } from '../consent/schema'
import { suppress } from '../consent/suppressions'
import { withdrawConsent } from '../consent/withdraw'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { e164Schema } from './schema'

const withdrawNumberSchema = z.object({
  phoneE164: e164Schema,
  /** Everything, all marketing, or the topic with this key. */
  scope: z.union([z.enum(['all', 'marketing']), z.object({ topicKey: z.string().min(1).max(100) })]),
  method: z.enum(['api_call', 'keyword', 'unsubscribe_link']),
  source: consentSourceSchema,
  at: z.date().optional(),
  evidence: z.record(z.string(), z.unknown()),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type WithdrawNumberInput = z.input<typeof withdrawNumberSchema>

export type NumberWithdrawal = {
  /** `withdrawn`: consent was taken back. `already`: there was none to take. `suppressed`: a number we do not know, kept as a hash. */
  outcome: 'withdrawn' | 'already' | 'suppressed'
  topicKeys: string[]
}

/**
 * A withdrawal that names a number: from another system by the API, or by SMS. Who is known has it in their ledger; a number
 * that nobody here has goes onto the suppression list, so that nobody adds it later, and no person is made of it.
 * @throws AppError `not-found` (field `topic`) for a topic that this brand does not have
 */
export async function withdrawNumber(
  ctx: BrandContext,
  input: WithdrawNumberInput,
): Promise<NumberWithdrawal> {
  const { phoneE164, scope, ...act } = withdrawNumberSchema.parse(input)
  const { brandId } = ctx.scope
  const all = await ctx.db.select().from(topics).where(eq(topics.brandId, brandId))
  const topic = typeof scope === 'string' ? undefined : all.find(({ key }) => key === scope.topicKey)
  if (typeof scope !== 'string' && !topic) throw new AppError('not-found', { field: 'topic' })
  return inTransaction(ctx, async (ctx) => {
    const [person] = await ctx.db
      .select({ id: subscribers.id })
      .from(subscribers)
      .where(and(eq(subscribers.brandId, brandId), eq(subscribers.phoneE164, phoneE164)))
    if (!person) {
      const { added } = await suppress(ctx, {
        ...{ identity: phoneE164, reason: 'opted_out', at: act.at },
        ...(topic ? { scope: 'topic', topicId: topic.id } : { scope: scope as 'all' | 'marketing' }),
      })
      return { outcome: added ? 'suppressed' : 'already', topicKeys: [] }
    }
    const { topicIds } = await withdrawConsent(ctx, {
      ...act,
      subscriberId: person.id,
      ...(topic ? { topicIds: [topic.id] } : { scope: scope as 'all' | 'marketing' }),
    })
    return {
      outcome: topicIds.length > 0 ? 'withdrawn' : 'already',
      topicKeys: all.filter(({ id }) => topicIds.includes(id)).map(({ key }) => key),
    }
  })
}
