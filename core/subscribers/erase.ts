import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { consentEvidence, signUps } from '@/db/schema/consent'
import { optOutReviews } from '@/db/schema/reviews'
import { subscriberKeys, subscriberNotes, subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { suppressByRight } from '../consent/suppressions'
import { withdrawConsent } from '../consent/withdraw'
import { inTransaction } from '../platform/context'
import { sealText } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { addJob } from '../platform/jobs'
import { requirePermission } from '../staff/gate'
import { eraseSubscriberSchema } from './schema'
import { dropAnswers } from './sign-up-answers'

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
    await forgetWords(ctx, subscriberId)
    await ctx.db
      .update(subscribers)
      .set({
        ...{
          erasedAt: ctx.now,
          phoneE164: null,
          phoneHash: null,
          waUserId: null,
          username: null,
          name: null,
        },
        ...{ attributes: {}, tags: [], serviceWindowUntil: null, platformStoppedAt: null, pausedUntil: null },
        ...{ unreachableAt: null, maxPerMonth: null },
      })
      .where(ofPerson)
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

/** What was said in both directions, about them, and under their key. Ids of WhatsApp go too: a number can be read from them. */
async function forgetWords(ctx: BrandContext, subscriberId: string): Promise<void> {
  const { brandId } = ctx.scope
  for (const table of [inboundMessages, consentEvidence, subscriberKeys, subscriberNotes, optOutReviews]) {
    await ctx.db.delete(table).where(and(eq(table.brandId, brandId), eq(table.subscriberId, subscriberId)))
  }
  await dropAnswers(ctx, { subscriberId })
  const ofPerson = and(eq(messages.brandId, brandId), eq(messages.subscriberId, subscriberId))
  // The place of WhatsApp's id is taken, not emptied: one that comes later, with the answer to a message that was under way
  // or with a status, finds no room.
  const taken = sql<string>`'erased:' || ${messages.id}`
  await ctx.db
    .update(messages)
    .set({ reply: null, inReplyTo: null, providerMessageId: taken, errorTitle: null })
    .where(and(ofPerson, ne(messages.state, 'queued')))
  await ctx.db
    .update(messages)
    .set({ state: 'skipped', skipReason: 'opted_out', reply: null, inReplyTo: null })
    .where(and(ofPerson, eq(messages.state, 'queued')))
  await ctx.db
    .update(signUps)
    .set({ expiredAt: ctx.now })
    .where(
      and(
        eq(signUps.brandId, brandId),
        eq(signUps.subscriberId, subscriberId),
        isNull(signUps.confirmedAt),
        isNull(signUps.expiredAt),
      ),
    )
}
