import { and, eq } from 'drizzle-orm'
import { messages } from '@/db/schema/campaigns'
import { signUps } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { listConsentStates } from '../consent/queries'
import { isPending, isStanding } from '../consent/rules'
import { suppressByRight } from '../consent/suppressions'
import { withdrawConsent } from '../consent/withdraw'
import { inTransaction } from '../platform/context'
import { normaliseCode } from '../platform/ids'
import { type RefuseSignUpInput, refuseSignUpSchema } from './schema'
import { lockPerson, readTicked, type SignUp, sourceKindOf, waiting } from './sign-up'
import { dropAnswers } from './sign-up-answers'

/** `unknown`: there is no such sign-up, or it is no business of who wrote. */
export type Refusal = { outcome: 'refused' | 'unknown' }

/**
 * "That was not me", from the phone that was asked. Every tick that waits for this number is refused, what this sign-up gave
 * is taken back, and the number is never asked again. Where nothing stands of their own doing, the number goes on the
 * suppression list too, so that nobody brings it in by another door. Safe to call again.
 */
export async function refuseSignUp(ctx: BrandContext, input: RefuseSignUpInput): Promise<Refusal> {
  const message = refuseSignUpSchema.parse(input)
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const found = await findAsked(ctx, message)
    if (!found) return { outcome: 'unknown' }
    const { signUp, phoneE164 } = found
    const { subscriberId } = signUp
    await lockPerson(ctx, subscriberId)
    const waits = await ctx.db
      .select()
      .from(signUps)
      .where(and(waiting(brandId), eq(signUps.subscriberId, subscriberId)))
    const { topicIds: ticked } = await readTicked(ctx, signUp)
    const tickedByForm = new Set(ticked)
    for (const one of [...waits.filter(({ id }) => id !== signUp.id), signUp]) {
      for (const topicId of (await readTicked(ctx, one)).topicIds) tickedByForm.add(topicId)
      await end(ctx, one, message.at)
    }
    const act = {
      ...{
        subscriberId,
        method: 'button' as const,
        at: message.at,
        numberCheckedBy: 'inbound_message' as const,
      },
      source: { kind: sourceKindOf(signUp), landingPageVersionId: signUp.landingPageVersionId },
      evidence: {
        ...(message.fromE164 ? { phoneE164: message.fromE164, numberCheckedBy: 'inbound-message' } : {}),
        ...{ providerMessageId: message.providerMessageId, text: message.text, answers: message.answers },
      },
      details: { signUpId: signUp.id, saidNotMe: true },
    }
    const states = await listConsentStates(ctx, subscriberId)
    const pending = states
      .filter((row) => isPending(row) && tickedByForm.has(row.topicId))
      .map((row) => row.topicId)
    if (pending.length > 0) await recordConsent(ctx, { ...act, topicIds: pending, kind: 'refused' })
    const confirmed = states
      .filter((row) => row.state === 'confirmed' && signUp.confirmedAt && ticked.includes(row.topicId))
      .map((row) => row.topicId)
    if (confirmed.length > 0) await withdrawConsent(ctx, { ...act, topicIds: confirmed })
    const ended = new Set([...pending, ...confirmed])
    const stands = states.some((row) => isStanding(row.state) && !ended.has(row.topicId))
    if (!stands && phoneE164)
      await suppressByRight(ctx, {
        ...{ identity: phoneE164, scope: 'all', reason: 'wrong_person', at: message.at },
      })
    await recordAudit(ctx, {
      ...{ brandId, action: 'consent.not-me', subjectType: 'subscriber', subjectId: subscriberId },
      details: { signUpId: signUp.id, refusedTopics: pending, withdrawnTopics: confirmed },
    })
    return { outcome: 'refused' }
  })
}

/**
 * The sign-up of this code, when the message comes from who was asked: from the number that was typed, from the person it
 * belongs to, or, where the number is hidden, as the answer to that very question.
 */
async function findAsked(
  ctx: BrandContext,
  { code, fromE164, senderId, answers }: RefuseSignUpInput,
): Promise<{ signUp: SignUp; phoneE164: string | null } | undefined> {
  const { brandId } = ctx.scope
  const [row] = await ctx.db
    .select({ signUp: signUps, phoneE164: subscribers.phoneE164, askedBy: messages.providerMessageId })
    .from(signUps)
    .innerJoin(
      subscribers,
      and(eq(subscribers.brandId, signUps.brandId), eq(subscribers.id, signUps.subscriberId)),
    )
    .leftJoin(messages, and(eq(messages.brandId, signUps.brandId), eq(messages.signUpId, signUps.id)))
    .where(and(eq(signUps.brandId, brandId), eq(signUps.code, normaliseCode(code))))
  if (!row) return undefined
  const isTheirs =
    fromE164 === null
      ? senderId === row.signUp.subscriberId || (answers !== undefined && answers === row.askedBy)
      : fromE164 === row.phoneE164
  return isTheirs ? row : undefined
}

async function end(ctx: BrandContext, signUp: SignUp, at: Date): Promise<void> {
  await ctx.db
    .update(signUps)
    .set({
      refusedAt: signUp.refusedAt ?? at,
      expiredAt: signUp.confirmedAt ? null : (signUp.expiredAt ?? at),
    })
    .where(and(eq(signUps.brandId, ctx.scope.brandId), eq(signUps.id, signUp.id)))
  await dropAnswers(ctx, { signUpId: signUp.id })
}
