import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { type Act, recordActs } from './record'
import { type RecordConsentInput, recordConsentSchema } from './schema'

/**
 * Records what one person did: one event a topic in the ledger, with its evidence, and what it means now.
 * @throws AppError `not-found` for a person or a topic of another brand, `not-allowed` for staff who may not
 */
export async function recordConsent(ctx: BrandContext, input: RecordConsentInput): Promise<void> {
  const act = recordConsentSchema.parse(input)
  await inTransaction(ctx, async (ctx) => {
    await recordActs(ctx, [act])
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: `consent.${act.kind}`,
      subjectType: 'subscriber',
      subjectId: act.subscriberId,
      details: { method: act.method, topicIds: [...new Set(act.topicIds)] },
    })
  })
}

type Shared = 'kind' | 'method' | 'source' | 'numberCheckedBy' | 'details'

export type ManyActs = Pick<RecordConsentInput, 'kind' | 'method' | 'source' | 'numberCheckedBy'> & {
  details: Record<string, unknown>
  acts: readonly Omit<Act, Shared>[]
}

/**
 * The same act of many people, as an import or a bulk action brings it, with one audit row for all.
 * @throws AppError `not-found` for a person or a topic of another brand, `not-allowed`
 */
export async function recordConsentOfMany(ctx: BrandContext, { acts, ...shared }: ManyActs): Promise<void> {
  if (acts.length === 0) return
  const { kind, method, details } = shared
  await inTransaction(ctx, async (ctx) => {
    await recordActs(
      ctx,
      acts.map((act) => ({ ...act, ...shared })),
    )
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: `consent.${kind}`,
      subjectType: 'subscribers',
      subjectId: typeof details['importId'] === 'string' ? details['importId'] : ctx.scope.brandId,
      details: { method, topicIds: [...new Set(acts.flatMap((act) => act.topicIds))], people: acts.length },
    })
  })
}
