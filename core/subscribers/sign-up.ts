import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import { consentEvents, signUps } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { countingRuleOf, isTickEnough } from '../consent/counts'
import { listConsentStates } from '../consent/queries'
import { isPending } from '../consent/rules'
import { liftByConfirmation } from '../consent/suppressions'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newCode, normaliseCode } from '../platform/ids'
import { insertMany } from '../platform/insert-many'
import { confirmForHidden } from './hidden-sign-up'
import { confirmationCodeLength, signUpLifeMs } from './rules'
import { type Confirmation, type ConfirmSignUpInput, confirmSignUpSchema } from './schema'
import { applyAnswers, dropAnswers } from './sign-up-answers'

export type SignUp = typeof signUps.$inferSelect

/** Sign-ups that nobody confirmed and that have not been ended. */
export const waiting = (brandId: string) =>
  and(eq(signUps.brandId, brandId), isNull(signUps.confirmedAt), isNull(signUps.expiredAt))

/** Every path takes the person's row before a sign-up's, so that no two ever wait for each other. */
export async function lockPerson(ctx: BrandContext, subscriberId: string): Promise<{ country: string }> {
  const [person] = await ctx.db
    .select({ country: subscribers.country })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, subscriberId)))
    .for('no key update')
  if (!person) throw new AppError('not-found')
  return person
}

/** Until when a sign-up's code counts. */
export const signUpEnd = (now: Date): Date => new Date(now.getTime() + signUpLifeMs)

type NewSignUp = Omit<SignUp, 'code' | 'confirmedAt' | 'expiredAt' | 'refusedAt'>

const open = { confirmedAt: null, expiredAt: null, refusedAt: null }

/** Stores sign-ups, each under a code that no other has, and gives them in the same order. */
export async function insertSignUps(ctx: BrandContext, rows: readonly NewSignUp[]): Promise<SignUp[]> {
  const made = new Map<string, SignUp>()
  // Hardly ever a second round: for whom the code was taken.
  for (let left = [...rows]; left.length > 0; left = rows.filter(({ id }) => !made.has(id))) {
    const coded = left.map((row) => {
      return { ...row, code: newCode(confirmationCodeLength), ...open }
    })
    const stored = await insertMany<typeof signUps, { id: string }>(
      ctx,
      signUps,
      coded,
      sql`on conflict (brand_id, code) do nothing returning id`,
    )
    const ids = new Set(stored.map(({ id }) => id))
    for (const row of coded) if (ids.has(row.id)) made.set(row.id, row)
  }
  return rows.flatMap(({ id }) => made.get(id) ?? [])
}

/**
 * Confirms a sign-up by the message that came with its code, sent as words or pressed as a button. Only the typed number confirms. What counts is when the
 * message was written, not when it reached us, so a backlog costs nobody their sign-up.
 */
export async function confirmSignUp(ctx: BrandContext, input: ConfirmSignUpInput): Promise<Confirmation> {
  const message = confirmSignUpSchema.parse(input)
  const { code, fromE164, providerMessageId, at, text } = message
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select({ signUp: signUps, phoneE164: subscribers.phoneE164 })
      .from(signUps)
      .innerJoin(
        subscribers,
        and(eq(subscribers.brandId, signUps.brandId), eq(subscribers.id, signUps.subscriberId)),
      )
      .where(and(eq(signUps.brandId, brandId), eq(signUps.code, normaliseCode(code))))
    if (!found) return { outcome: 'unknown' }
    const { language, subscriberId, landingPageVersionId } = found.signUp
    if (fromE164 === null && message.senderId && message.senderId !== subscriberId) {
      const { topicIds } = await readTicked(ctx, found.signUp)
      return confirmForHidden(ctx, found.signUp, topicIds, { ...message, senderId: message.senderId })
    }
    if (fromE164 !== null && found.phoneE164 !== fromE164) {
      return { outcome: 'wrong-phone', language, landingPageVersionId }
    }

    await lockPerson(ctx, subscriberId)
    const [signUp] = await ctx.db
      .select()
      .from(signUps)
      .where(and(eq(signUps.brandId, brandId), eq(signUps.id, found.signUp.id)))
      .for('update')
    const known = { subscriberId, language, landingPageVersionId, signUpId: found.signUp.id }
    // Who said that it was not them begins anew on the page.
    if (signUp?.refusedAt) return { outcome: 'expired', ...known }
    if (!signUp || signUp.confirmedAt) return { outcome: 'already-confirmed', ...known }
    if (at > signUp.expiresAt) return { outcome: 'expired', ...known }

    await ctx.db
      .update(signUps)
      .set({ confirmedAt: at, expiredAt: null })
      .where(and(eq(signUps.brandId, brandId), eq(signUps.id, signUp.id)))
    // The message came from their own phone: from now on the language they chose is theirs.
    await ctx.db
      .update(subscribers)
      .set({ language })
      .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
    await applyAnswers(ctx, { signUpId: signUp.id, subscriberId, from: 'person' })
    const { topicIds, topicVersions, shownHash } = await readTicked(ctx, signUp)
    const lifted = await liftByConfirmation(ctx, { subscriberId, topicIds, at })
    await recordConsent(ctx, {
      subscriberId,
      topicIds,
      kind: 'confirmed',
      method: message.method,
      at,
      source: {
        kind: sourceKindOf(signUp),
        landingPageVersionId: signUp.landingPageVersionId,
        wordingId: signUp.wordingId,
        language,
        qrCodeId: signUp.qrCodeId,
        topicVersions,
        shownHash,
      },
      numberCheckedBy: fromE164 ? 'inbound_message' : 'none',
      evidence: {
        ...(fromE164 ? { phoneE164: fromE164, numberCheckedBy: 'inbound-message' } : {}),
        ...(message.fromUserId ? { waUserId: message.fromUserId } : {}),
        providerMessageId,
        text,
        ...(message.answers ? { answers: message.answers } : {}),
      },
      details: { signUpId: signUp.id, ...(lifted.length > 0 ? { goesOverSuppressions: lifted } : {}) },
    })
    return { outcome: 'confirmed', ...known }
  })
}

export const sourceKindOf = (signUp: SignUp) =>
  signUp.landingPageVersionId === null ? ('preference_page' as const) : ('landing_page' as const)

type Ticked = { topicIds: string[]; topicVersions: Record<string, number>; shownHash: string | null }

/** What was ticked with a sign-up, as the ledger has it: the topics, what they promised, and what was on the screen. */
export async function readTicked(ctx: BrandContext, signUp: SignUp): Promise<Ticked> {
  const rows = await ctx.db
    .select({
      topicId: consentEvents.topicId,
      topicVersion: consentEvents.topicVersion,
      shownHash: consentEvents.shownHash,
    })
    .from(consentEvents)
    .where(
      and(
        eq(consentEvents.brandId, ctx.scope.brandId),
        eq(consentEvents.subscriberId, signUp.subscriberId),
        eq(consentEvents.kind, 'given'),
        sql`${consentEvents.details} ->> 'signUpId' = ${signUp.id}`,
      ),
    )
    .orderBy(asc(consentEvents.seq))
  return {
    topicIds: rows.map((row) => row.topicId),
    topicVersions: Object.fromEntries(
      rows.flatMap((row) => (row.topicVersion ? [[row.topicId, row.topicVersion]] : [])),
    ),
    shownHash: rows[0]?.shownHash?.toString('hex') ?? null,
  }
}

/** Ends one sign-up that nobody confirmed. Call with the person's row locked. */
export async function expireSignUp(
  ctx: BrandContext,
  signUp: SignUp,
  person: { country: string },
): Promise<void> {
  const { brandId } = ctx.scope
  const ended = await ctx.db
    .update(signUps)
    .set({ expiredAt: ctx.now })
    .where(and(waiting(brandId), eq(signUps.id, signUp.id)))
    .returning({ id: signUps.id })
  if (ended.length === 0) return
  const counting = countingRuleOf(await getBrand(ctx))
  // Where the tick alone stands, only the code has run out.
  if (isTickEnough(counting, { sourceKind: sourceKindOf(signUp) }, person)) {
    await applyAnswers(ctx, { signUpId: signUp.id, subscriberId: signUp.subscriberId, from: 'form' })
    return
  }
  await dropAnswers(ctx, { signUpId: signUp.id })
  const { topicIds: ticked } = await readTicked(ctx, signUp)
  const topicIds = (await listConsentStates(ctx, signUp.subscriberId))
    // A newer tick has a code of its own that still counts.
    .filter(
      (row) =>
        ticked.includes(row.topicId) &&
        isPending(row) &&
        (row.givenAt ?? signUp.createdAt) <= signUp.createdAt,
    )
    .map((row) => row.topicId)
  if (topicIds.length === 0) return
  await recordConsent(ctx, {
    subscriberId: signUp.subscriberId,
    topicIds,
    kind: 'expired',
    method: 'timeout',
    at: signUp.expiresAt,
    source: {
      kind: sourceKindOf(signUp),
      landingPageVersionId: signUp.landingPageVersionId,
      wordingId: signUp.wordingId,
      language: signUp.language,
      qrCodeId: signUp.qrCodeId,
    },
    evidence: {},
    details: { signUpId: signUp.id },
  })
}

/** Ends the sign-ups whose code has run out, oldest first, each in its own transaction. */
export async function expireSignUps(ctx: BrandContext): Promise<{ expired: number }> {
  const due = await ctx.db
    .select()
    .from(signUps)
    .where(and(waiting(ctx.scope.brandId), lte(signUps.expiresAt, ctx.now)))
    .orderBy(asc(signUps.expiresAt))
    .limit(500)
  for (const signUp of due) {
    await inTransaction(ctx, async (ctx) => {
      const person = await lockPerson(ctx, signUp.subscriberId)
      await expireSignUp(ctx, signUp, person)
    })
  }
  return { expired: due.length }
}
