import { and, asc, eq, inArray } from 'drizzle-orm'
import { signUps, topics } from '@/db/schema/consent'
import { landingPageVersions } from '@/db/schema/landing-pages'
import { subscribers } from '@/db/schema/subscribers'
import { recordAudits } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { type Act, recordActs } from '../consent/record'
import { inTransaction } from '../platform/context'
import { newId } from '../platform/ids'
import { addPeople, type NewPerson } from './add-people'
import { queueQuestions } from './ask-to-confirm'
import { type SignUpInput, signUpSchema } from './schema'
import { expireSignUp, insertSignUps, type SignUp, signUpEnd, waiting } from './sign-up'
import { keepAnswers } from './sign-up-answers'

export type RecordedSignUp = {
  signUpId: string
  /** Five characters, for `confirmationText`. */
  code: string
  expiresAt: Date
  /** A double press, or a second try within the code's life: nothing was recorded anew. */
  alreadyWaiting: boolean
}

/** One form, and who it turns out to be about. */
type Form = {
  at: number
  now: Date
  input: ReturnType<typeof signUpSchema.parse>
  subscriberId: string
  /** Of a person who is new with this form. */
  key?: Buffer
}

/**
 * Records a tick on a landing page: the person, one `given` event a topic, and a code that waits 48 hours for a
 * message from the typed number. The same form twice gives the same code and no second event. Answers alike for
 * known and unknown numbers, since anybody can type anybody's.
 */
export async function recordSignUp(ctx: BrandContext, input: SignUpInput): Promise<RecordedSignUp> {
  const [recorded] = await recordSignUps(ctx, [{ input, now: ctx.now }])
  if (!recorded) throw new Error('unreachable: each form is answered')
  return recorded
}

/**
 * Records what came at the same moment in one transaction: a few round trips for all, not some ten for each.
 * @returns for each form, in its place, what was recorded
 */
export async function recordSignUps(
  ctx: BrandContext,
  asked: readonly { input: SignUpInput; now: Date }[],
): Promise<RecordedSignUp[]> {
  const forms = asked.map(
    ({ input, now }, at): Form => ({ at, now, input: signUpSchema.parse(input), subscriberId: newId(now) }),
  )
  return inTransaction(ctx, async (ctx) => {
    const answers: RecordedSignUp[] = []
    for (let left = forms; left.length > 0; ) {
      // The same number again, as from two tabs, comes after: each sees what the one before left.
      const firsts = new Map(left.toReversed().map((form) => [form.input.phoneE164, form]))
      await recordDifferent(ctx, [...firsts.values()], answers)
      left = left.filter((form) => firsts.get(form.input.phoneE164) !== form)
    }
    return answers
  })
}

/** Forms of as many people. */
async function recordDifferent(ctx: BrandContext, forms: Form[], answers: RecordedSignUp[]): Promise<void> {
  await findOrAdd(ctx, forms)
  const found = await listWaiting(ctx, forms)
  const fresh: Form[] = []
  for (const form of forms) {
    const before = found.find((row) => isSameForm(row, form))
    if (before && before.expiresAt > form.now) {
      const { id, code, expiresAt } = before
      answers[form.at] = { signUpId: id, code, expiresAt, alreadyWaiting: true }
      await keepAnswers(ctx, id, form.input.answers)
      continue
    }
    if (before) await expireSignUp({ ...ctx, now: form.now }, before, form.input)
    fresh.push(form)
  }
  const made = await insertSignUps(
    ctx,
    fresh.map((form) => signUpRow(ctx.scope.brandId, form)),
  )
  await recordActs(
    ctx,
    fresh.map((form, nth) => actOf(form, made[nth]?.id)),
  )
  await recordAudits(
    ctx,
    fresh.map(({ now, input, subscriberId }) => ({
      ...{ brandId: ctx.scope.brandId, at: now, subjectType: 'subscriber', subjectId: subscriberId },
      action: 'consent.given',
      details: { method: 'tick', topicIds: input.topicIds },
    })),
  )
  for (const [nth, { at, input }] of fresh.entries()) {
    const signUp = made[nth]
    if (signUp) {
      await keepAnswers(ctx, signUp.id, input.answers)
      const { id, code, expiresAt } = signUp
      answers[at] = { signUpId: id, code, expiresAt, alreadyWaiting: false }
    }
  }
  await queueQuestions(
    ctx,
    forms.flatMap(({ at, now, subscriberId, input: { asking } }) => {
      const signUpId = answers[at]?.signUpId
      return asking && signUpId ? [{ signUpId, subscriberId, at: now, asking }] : []
    }),
  )
}

/** Makes who is new, and locks who is not, by their ids: no two batches ever wait for each other in a ring. */
async function findOrAdd(ctx: BrandContext, forms: Form[]): Promise<void> {
  const keys = await addPeople(ctx, await newPeople(ctx, forms))
  for (const form of forms) {
    const key = keys.get(form.subscriberId)
    if (key) form.key = key
  }
  const known = forms.filter(({ key }) => !key)
  if (known.length === 0) return
  const rows = await ctx.db
    .select({ id: subscribers.id, phoneE164: subscribers.phoneE164 })
    .from(subscribers)
    .where(
      and(
        eq(subscribers.brandId, ctx.scope.brandId),
        inArray(
          subscribers.phoneE164,
          known.map(({ input }) => input.phoneE164),
        ),
      ),
    )
    .orderBy(asc(subscribers.id))
    .for('no key update')
  const ids = new Map(rows.map(({ id, phoneE164 }) => [phoneE164, id]))
  for (const form of known) {
    const id = ids.get(form.input.phoneE164)
    if (!id) throw new Error('a number belongs to nobody and cannot be added')
    form.subscriberId = id
  }
}

/** With what their consent is about to say filled in, which saves the database a second write of every row. */
async function newPeople(ctx: BrandContext, forms: readonly Form[]): Promise<NewPerson[]> {
  const { brandId } = ctx.scope
  const [marketing, versions] = await Promise.all([
    ctx.db
      .select({ id: topics.id })
      .from(topics)
      .where(and(eq(topics.brandId, brandId), eq(topics.category, 'marketing'))),
    ctx.db
      .select({ id: landingPageVersions.id, pageId: landingPageVersions.landingPageId })
      .from(landingPageVersions)
      .where(
        and(
          eq(landingPageVersions.brandId, brandId),
          inArray(landingPageVersions.id, [...new Set(forms.map(({ input }) => input.landingPageVersionId))]),
        ),
      ),
  ])
  return forms.map(({ subscriberId, now, input }) => ({
    id: subscriberId,
    phoneE164: input.phoneE164,
    country: input.country,
    language: input.language,
    createdAt: now,
    leading: {
      state: 'given',
      isMarketing: marketing.some(({ id }) => input.topicIds.includes(id)),
      source: 'landing_page',
      pageId: versions.find(({ id }) => id === input.landingPageVersionId)?.pageId ?? null,
      qrCodeId: input.qrCodeId ?? null,
    },
  }))
}

/** The sign-ups that wait for the people who were known before. */
async function listWaiting(ctx: BrandContext, forms: readonly Form[]): Promise<SignUp[]> {
  const known = forms.flatMap(({ key, subscriberId }) => (key ? [] : [subscriberId]))
  if (known.length === 0) return []
  return ctx.db
    .select()
    .from(signUps)
    .where(and(waiting(ctx.scope.brandId), inArray(signUps.subscriberId, known)))
}

const isSameForm = (row: SignUp, { subscriberId, input }: Form) =>
  row.subscriberId === subscriberId && row.landingPageVersionId === input.landingPageVersionId

const signUpRow = (brandId: string, { subscriberId, now, input }: Form) => ({
  brandId,
  id: newId(now),
  subscriberId,
  landingPageVersionId: input.landingPageVersionId,
  wordingId: input.wordingId,
  language: input.language,
  qrCodeId: input.qrCodeId ?? null,
  createdAt: now,
  expiresAt: signUpEnd(now),
})

function actOf({ subscriberId, now, key, input }: Form, signUpId: string | undefined): Act {
  const { landingPageVersionId, wordingId, language, qrCodeId, topicVersions, shownHash } = input
  return {
    subscriberId,
    topicIds: input.topicIds,
    kind: 'given',
    method: 'tick',
    at: now,
    recordedAt: now,
    source: {
      ...{ kind: 'landing_page', landingPageVersionId, wordingId, language, qrCodeId, topicVersions },
      shownHash: shownHash ?? null,
    },
    numberCheckedBy: 'typed',
    evidence: { ...input.evidence, phoneE164: input.phoneE164, numberCheckedBy: 'typed' },
    // Ties the event to its sign-up: a confirmation counts for exactly the topics that were ticked with it.
    details: { ...input.details, signUpId },
    ...(key ? { key } : {}),
  }
}
