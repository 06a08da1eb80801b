import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { suppressByRight } from '../consent/suppressions'
import { withdrawConsent } from '../consent/withdraw'
import { inTransaction } from '../platform/context'
import { sealText } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { addJob } from '../platform/jobs'
import { requirePermission } from '../staff/gate'
import { emptyPerson } from './empty-person'
import { eraseSubscriberSchema } from './schema'

/** What the job `erase-traces` is told, sealed: a queue is no place for a number. */
export const tracesPurpose = 'jobs.erase-traces'

/**
 * Erases a person (GDPR article 17), in one transaction and for good: takes back all consent, destroys the key of their evidence
 * and the evidence, everything they wrote and everything written to or about them. What stays is the ledger, in which nothing
 * personal can be opened any more and which still verifies, the counts, and a keyed hash of the number on the suppression list
 * (article 17(3)(b)). A message that WhatsApp is being handed at this moment still arrives, and leaves no trace of whom it was
 * for. Erasing twice does nothing the second time.
 * @throws AppError `not-allowed`, `not-found`
 */
export async function eraseSubscriber(
  ctx: BrandContext,
  input: z.input<typeof eraseSubscriberSchema>,
): Promise<{ erased: boolean }> {
  const { subscriberId, via } = eraseSubscriberSchema.parse(input)
  requirePermission(ctx, 'subscribers.erase')
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const ofPerson = and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId))
    const [person] = await ctx.db.select().from(subscribers).where(ofPerson).for('update')
    if (!person) throw new AppError('not-found')
    if (person.erasedAt) return { erased: false }
    await withdrawConsent(ctx, {
      subscriberId,
      scope: 'all',
      method: via === 'staff' ? 'staff_entry' : 'button',
      source: { kind: via },
      evidence: {},
      details: { because: 'erasure' },
    })
    for (const identity of [person.phoneE164, person.waUserId]) {
      if (identity) await suppressByRight(ctx, { identity, scope: 'all', reason: 'erased' })
    }
    await emptyPerson(ctx, subscriberId)
    await recordAudit(ctx, {
      brandId,
      action: 'subscriber.erase',
      subjectType: 'subscriber',
      subjectId: subscriberId,
      details: { via },
    })
    const identities = [person.phoneE164, person.waUserId].filter((one) => one !== null)
    const sealed = sealText(tracesPurpose, JSON.stringify(identities)).toString('base64')
    await addJob(ctx, 'erase-traces', { brandId, sealed })
    return { erased: true }
  })
}
