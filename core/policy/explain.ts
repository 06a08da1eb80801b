import { sql } from 'drizzle-orm'
import type { BlockReason } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { AppError } from '../platform/errors'
import { consentJoin, policyRules, requirePolicy } from './policy'

export type Explanation = {
  /** The first rule that holds, or null: this person may get it. */
  decision: BlockReason | null
  /** Every rule in order. `asked` is false where it is not about this kind of message. */
  chain: { reason: BlockReason; source: string; asked: boolean; blocks: boolean }[]
}

/**
 * The decision about one person and one topic, rule by rule, as it would fall at `ctx.now`.
 * @throws AppError `not-found` for a person or topic that is not this brand's
 */
export async function explainPerson(
  ctx: BrandContext,
  about: { subscriberId: string; topicId: string; templateCategory?: string },
): Promise<Explanation> {
  const p = await requirePolicy(ctx, about)
  const answers = policyRules.map((rule) => (rule.appliesTo(p) ? rule.condition(p) : sql`false`))
  const [row] = await ctx.db.execute<{ answers: boolean[] }>(sql`
    select array[${sql.join(answers, sql`, `)}] as answers
    from subscribers ${consentJoin(p)}
    where subscribers.brand_id = ${p.brandId} and subscribers.id = ${about.subscriberId}`)
  if (!row) throw new AppError('not-found')
  const chain = policyRules.map((rule, i) => ({
    reason: rule.reason,
    source: rule.source,
    asked: rule.appliesTo(p),
    blocks: row.answers[i] === true,
  }))
  return { decision: chain.find((step) => step.blocks)?.reason ?? null, chain }
}
