import { and, desc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { consentEvents, signUps } from '@/db/schema/consent'
import { publicLanguages } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { countingRuleOf, countsNow, isTickEnough } from '../consent/counts'
import { ensureWording, listConsentStates } from '../consent/queries'
import { isPending } from '../consent/rules'
import { listSuppressedTopics } from '../consent/suppression-queries'
import { inTransaction } from '../platform/context'
import { newId } from '../platform/ids'
import { insertSignUps, lockPerson, signUpEnd, waiting } from './sign-up'

const chooseTopicSchema = z.object({
  subscriberId: z.uuid(),
  topicId: z.uuid(),
  language: z.enum(publicLanguages),
  /** The sentence beside the switch, exactly as it was shown. */
  sentence: z.string().min(1).max(4_000),
  evidence: z.record(z.string(), z.unknown()),
})
export type ChooseTopicInput = z.input<typeof chooseTopicSchema>

/** `on`: it stands. `needs-confirmation`: it waits for a message with a code from their own phone. */
export type TopicChoice = { outcome: 'on' | 'needs-confirmation' }

/**
 * Turns a topic on from the person's own page (decision 12). The link was sent to their phone, but a link can be passed on, so
 * it gives no more than it took: what was switched off on this page is switched on again by it. Everything else is a tick, which
 * waits for its confirmation by WhatsApp where the brand asks for one, and always where they left by another door.
 * @throws AppError `not-found`
 */
export async function chooseTopic(ctx: BrandContext, input: ChooseTopicInput): Promise<TopicChoice> {
  const { subscriberId, topicId, language, sentence, evidence } = chooseTopicSchema.parse(input)
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const person = await lockPerson(ctx, subscriberId)
    const consent = (await listConsentStates(ctx, subscriberId)).find((row) => row.topicId === topicId)
    const counting = countingRuleOf(await getBrand(ctx))
    if (countsNow(counting, consent, person)) return { outcome: 'on' }
    const isSuppressed = (await listSuppressedTopics(ctx, subscriberId)).includes(topicId)
    const wording = await ensureWording(ctx, { language, text: sentence })
    const act = {
      ...{ subscriberId, topicIds: [topicId], evidence, numberCheckedBy: 'signed_link' as const },
      source: { kind: 'preference_page' as const, wordingId: wording.id, language },
    }

    if (
      consent?.state === 'withdrawn' &&
      !isSuppressed &&
      (await wasTurnedOffHere(ctx, subscriberId, topicId))
    ) {
      await recordConsent(ctx, {
        ...act,
        kind: 'renewed',
        method: 'button',
        details: { undoes: consent.lastEventId },
      })
      return { outcome: 'on' }
    }
    const needsNoCode =
      isTickEnough(counting, { sourceKind: 'preference_page' }, person) &&
      !isSuppressed &&
      consent?.state !== 'withdrawn'
    if (needsNoCode) {
      await recordConsent(ctx, { ...act, kind: 'given', method: 'button' })
      return { outcome: 'on' }
    }
    const [code] = consent && isPending(consent) ? await listTopicCodes(ctx, subscriberId, [topicId]) : []
    if (code) return { outcome: 'needs-confirmation' }
    const id = newId(ctx.now)
    await insertSignUps(ctx, [
      {
        ...{ brandId, id, subscriberId, wordingId: wording.id, language, qrCodeId: null },
        ...{ landingPageVersionId: null, createdAt: ctx.now, expiresAt: signUpEnd(ctx.now) },
      },
    ])
    await recordConsent(ctx, { ...act, kind: 'given', method: 'button', details: { signUpId: id } })
    return { outcome: 'needs-confirmation' }
  })
}

/** Whether the last thing said about a topic is that it was switched off on the person's own page, after they had confirmed it. */
async function wasTurnedOffHere(ctx: BrandContext, subscriberId: string, topicId: string): Promise<boolean> {
  const ofTopic = and(
    eq(consentEvents.brandId, ctx.scope.brandId),
    eq(consentEvents.subscriberId, subscriberId),
    eq(consentEvents.topicId, topicId),
  )
  const [last] = await ctx.db
    .select({ kind: consentEvents.kind, sourceKind: consentEvents.sourceKind })
    .from(consentEvents)
    .where(
      and(ofTopic, inArray(consentEvents.kind, ['withdrawn', 'given', 'confirmed', 'renewed', 'refused'])),
    )
    .orderBy(desc(consentEvents.seq))
    .limit(1)
  if (last?.kind !== 'withdrawn' || last.sourceKind !== 'preference_page') return false
  const [confirmed] = await ctx.db
    .select({ id: consentEvents.id })
    .from(consentEvents)
    .where(
      and(ofTopic, inArray(consentEvents.kind, ['confirmed', 'renewed']), isNotNull(consentEvents.wordingId)),
    )
    .limit(1)
  return confirmed !== undefined
}

export type TopicCode = { topicId: string; code: string; expiresAt: Date }

/** The codes that wait to be sent from the person's own phone for topics they turned on here. */
export async function listTopicCodes(
  ctx: BrandContext,
  subscriberId: string,
  topicIds?: string[],
): Promise<TopicCode[]> {
  const { brandId } = ctx.scope
  const open = await ctx.db
    .select({ id: signUps.id, code: signUps.code, expiresAt: signUps.expiresAt })
    .from(signUps)
    .where(
      and(
        waiting(brandId),
        eq(signUps.subscriberId, subscriberId),
        isNull(signUps.landingPageVersionId),
        gt(signUps.expiresAt, ctx.now),
      ),
    )
  if (open.length === 0) return []
  const given = await ctx.db
    .select({ topicId: consentEvents.topicId, details: consentEvents.details })
    .from(consentEvents)
    .where(
      and(
        eq(consentEvents.brandId, brandId),
        eq(consentEvents.subscriberId, subscriberId),
        eq(consentEvents.kind, 'given'),
        eq(consentEvents.sourceKind, 'preference_page'),
      ),
    )
    .orderBy(desc(consentEvents.seq))
  return open.flatMap((signUp) => {
    const topicId = given.find(({ details }) => details.signUpId === signUp.id)?.topicId
    const isWanted = topicId !== undefined && (topicIds === undefined || topicIds.includes(topicId))
    return isWanted ? [{ topicId, code: signUp.code, expiresAt: signUp.expiresAt }] : []
  })
}
