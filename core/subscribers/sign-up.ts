import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import { consentEvents, signUps } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { listConsentStates } from '../consent/queries'
import { isPending } from '../consent/rules'
import { liftByConfirmation } from '../consent/suppressions'
import { inTransaction } from '../platform/context'
import { newCode, newId, normaliseCode } from '../platform/ids'
import { ensureSubscriber } from './commands'
import { confirmForHidden } from './hidden-sign-up'
import { confirmationCodeLength, signUpLifeMs } from './rules'
import {
  type Confirmation,
  type ConfirmSignUpInput,
  confirmSignUpSchema,
  type SignUpInput,
  signUpSchema,
} from './schema'

type SignUp = typeof signUps.$inferSelect

export type RecordedSignUp = {
  signUpId: string
  /** Five characters, for `confirmationText`. */
  code: string
  expiresAt: Date
  /** A double press, or a second try within the code's life: nothing was recorded anew. */
  alreadyWaiting: boolean
}

/** Sign-ups that nobody confirmed and that have not been ended. */
export const waiting = (brandId: string) =>
  and(eq(signUps.brandId, brandId), isNull(signUps.confirmedAt), isNull(signUps.expiredAt))

/** Every path takes the person's row before a sign-up's, so that no two ever wait for each other. */
export async function lockPerson(ctx: BrandContext, subscriberId: string): Promise<void> {
  await ctx.db
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, subscriberId)))
    .for('no key update')
}

/**
 * Records a tick on a landing page: the person, one `given` event a topic, and a code that waits 48 hours for a
 * message from the typed number. The same form twice gives the same code and no second event. Answers alike for
 * known and unknown numbers, since anybody can type anybody's.
 */
export async function recordSignUp(ctx: BrandContext, input: SignUpInput): Promise<RecordedSignUp> {
  const signUp = signUpSchema.parse(input)
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const { phoneE164, country, language, landingPageVersionId, wordingId } = signUp
    const { id: subscriberId } = await ensureSubscriber(ctx, { phoneE164, country, language })
    await lockPerson(ctx, subscriberId)
    const [found] = await ctx.db
      .select()
      .from(signUps)
      .where(
        and(
          waiting(brandId),
          eq(signUps.subscriberId, subscriberId),
          eq(signUps.landingPageVersionId, landingPageVersionId),
        ),
      )
    if (found && found.expiresAt > ctx.now) {
      return { signUpId: found.id, code: found.code, expiresAt: found.expiresAt, alreadyWaiting: true }
    }
    if (found) await expireSignUp(ctx, found)

    const made = await insertSignUp(ctx, {
      brandId,
      id: newId(ctx.now),
      subscriberId,
      landingPageVersionId,
      wordingId,
      language,
      qrCodeId: signUp.qrCodeId ?? null,
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + signUpLifeMs),
    })
    await recordConsent(ctx, {
      subscriberId,
      topicIds: signUp.topicIds,
      kind: 'given',
      method: 'tick',
      source: {
        kind: 'landing_page',
        landingPageVersionId,
        wordingId,
        language,
        qrCodeId: signUp.qrCodeId ?? null,
        topicVersions: signUp.topicVersions ?? null,
        shownHash: signUp.shownHash ?? null,
      },
      numberCheckedBy: 'typed',
      evidence: { ...signUp.evidence, phoneE164, numberCheckedBy: 'typed' },
      // Ties the event to its sign-up: a confirmation counts for exactly the topics that were ticked with it.
      details: { ...signUp.details, signUpId: made.id },
    })
    return { signUpId: made.id, code: made.code, expiresAt: made.expiresAt, alreadyWaiting: false }
  })
}

/** Stores a sign-up under a code that no other has. */
export async function insertSignUp(
  ctx: BrandContext,
  row: Omit<typeof signUps.$inferInsert, 'code'>,
): Promise<SignUp> {
  for (;;) {
    const [made] = await ctx.db
      .insert(signUps)
      .values({ ...row, code: newCode(confirmationCodeLength) })
      .onConflictDoNothing({ target: [signUps.brandId, signUps.code] })
      .returning()
    if (made) return made
  }
}

/**
 * Confirms a sign-up by the message that came with its code. Only the typed number confirms. What counts is when the
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
    const known = { subscriberId, language, landingPageVersionId }
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
    const { topicIds, topicVersions, shownHash } = await readTicked(ctx, signUp)
    const lifted = await liftByConfirmation(ctx, { subscriberId, topicIds, at })
    await recordConsent(ctx, {
      subscriberId,
      topicIds,
      kind: 'confirmed',
      method: 'message',
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
      },
      details: { signUpId: signUp.id, ...(lifted.length > 0 ? { goesOverSuppressions: lifted } : {}) },
    })
    return { outcome: 'confirmed', ...known }
  })
}

const sourceKindOf = (signUp: SignUp) =>
  signUp.landingPageVersionId === null ? ('preference_page' as const) : ('landing_page' as const)

type Ticked = { topicIds: string[]; topicVersions: Record<string, number>; shownHash: string | null }

/** What was ticked with a sign-up, as the ledger has it: the topics, what they promised, and what was on the screen. */
async function readTicked(ctx: BrandContext, signUp: SignUp): Promise<Ticked> {
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
export async function expireSignUp(ctx: BrandContext, signUp: SignUp): Promise<void> {
  const { brandId } = ctx.scope
  const ended = await ctx.db
    .update(signUps)
    .set({ expiredAt: ctx.now })
    .where(and(waiting(brandId), eq(signUps.id, signUp.id)))
    .returning({ id: signUps.id })
  if (ended.length === 0) return
  // Without double opt-in the tick alone stands, and only the code has run out.
  if (!(await getBrand(ctx)).doubleOptIn) return
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
      await lockPerson(ctx, signUp.subscriberId)
      await expireSignUp(ctx, signUp)
    })
  }
  return { expired: due.length }
}
