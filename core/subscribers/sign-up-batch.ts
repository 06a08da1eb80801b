import { and, eq, inArray, sql } from 'drizzle-orm'
import { auditEvents } from '@/db/schema/audit'
import { brands } from '@/db/schema/brands'
import { consentProjections, signUps, topics } from '@/db/schema/consent'
import { landingPageVersions } from '@/db/schema/landing-pages'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import type { TopicCategory } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { appendEvents, type NewEvent } from '../consent/append'
import { foldEvent } from '../consent/commands'
import { sealEvidence } from '../consent/evidence'
import { foldConsent, validUntil } from '../consent/rules'
import { suppressionHash } from '../consent/suppression-hash'
import { actorId, inTransaction } from '../platform/context'
import { newDataKey } from '../platform/crypto'
import { newCode, newId } from '../platform/ids'
import { confirmationCodeLength, signUpLifeMs } from './rules'
import { type SignUpInput, signUpSchema } from './schema'
import type { RecordedSignUp } from './sign-up'

/** One form, with all that it will be known by, before anything is written. */
type Form = {
  at: number
  now: Date
  subscriberId: string
  signUpId: string
  code: string
  input: ReturnType<typeof signUpSchema.parse>
}

/**
 * Records the sign-ups of people whom this brand does not know yet, all in one transaction: the same rows that
 * `recordSignUp` writes for each, in a few statements for all.
 * @returns for each in its place what was recorded, or undefined for whom the brand knows: their history decides
 */
export async function recordNewPeople(
  ctx: BrandContext,
  asked: readonly { input: SignUpInput; now: Date }[],
): Promise<(RecordedSignUp | undefined)[]> {
  const forms = asked.map(({ input, now }, at): Form => {
    const made = { subscriberId: newId(now), signUpId: newId(now), code: newCode(confirmationCodeLength) }
    return { at, now, ...made, input: signUpSchema.parse(input) }
  })
  const answers: (RecordedSignUp | undefined)[] = asked.map(() => undefined)
  await inTransaction(ctx, async (ctx) => {
    const [facts, taken] = await Promise.all([readFacts(ctx, forms), listTakenCodes(ctx, forms)])
    const added = await addPeople(ctx, forms, facts)
    const fresh = forms.filter(({ subscriberId, code }) => added.has(subscriberId) && !taken.has(code))
    // Their row is here already and their code is not free: a new one, and hardly ever a second try.
    for (const form of forms) {
      if (added.has(form.subscriberId) && taken.has(form.code)) {
        form.code = newCode(confirmationCodeLength)
        fresh.push(form)
      }
    }
    if (fresh.length === 0) return
    await write(ctx, fresh, facts)
    for (const { at, signUpId, code, now } of fresh) {
      answers[at] = {
        signUpId,
        code,
        expiresAt: new Date(now.getTime() + signUpLifeMs),
        alreadyWaiting: false,
      }
    }
  })
  return answers
}

/**
 * Adds who is not there yet. In the order of the numbers, so that two batches never wait for each other in a ring. What
 * the view `leading_consent` will say of them is filled in, which saves the trigger a second write of every row.
 */
async function addPeople(ctx: BrandContext, forms: readonly Form[], facts: Facts): Promise<Set<string>> {
  const rows = forms
    .map(({ subscriberId, now, input }) => ({
      brandId: ctx.scope.brandId,
      id: subscriberId,
      phoneE164: input.phoneE164,
      phoneHash: suppressionHash(ctx.scope.brandId, input.phoneE164),
      country: input.country,
      language: input.language,
      createdAt: now,
      consentState: 'given' as const,
      consentIsMarketing: input.topicIds.some((id) => facts.topics.get(id)?.category === 'marketing'),
      sourceKind: 'landing_page' as const,
      sourcePageId: facts.pages.get(input.landingPageVersionId) ?? null,
      sourceQrCodeId: input.qrCodeId ?? null,
    }))
    .sort((a, b) => (a.phoneE164 < b.phoneE164 ? -1 : 1))
  const made = await ctx.db
    .insert(subscribers)
    .values(rows)
    .onConflictDoNothing({ target: [subscribers.brandId, subscribers.phoneE164] })
    .returning({ id: subscribers.id })
  return new Set(made.map(({ id }) => id))
}

type Facts = {
  controllerId: string
  consentMonths: number | null
  topics: Map<string, { version: number; category: TopicCategory }>
  /** The page of a version. */
  pages: Map<string, string>
}

async function readFacts(ctx: BrandContext, forms: readonly Form[]): Promise<Facts> {
  const { brandId } = ctx.scope
  const topicIds = [...new Set(forms.flatMap(({ input }) => input.topicIds))]
  const versionIds = [...new Set(forms.map(({ input }) => input.landingPageVersionId))]
  const [rows, pages] = await Promise.all([
    ctx.db
      .select({
        id: topics.id,
        version: topics.version,
        category: topics.category,
        consentMonths: brands.consentMonths,
        controllerId: sql<string>`(select current_controller(${brandId}::uuid))`,
      })
      .from(topics)
      .innerJoin(brands, eq(brands.id, topics.brandId))
      .where(and(eq(topics.brandId, brandId), inArray(topics.id, topicIds))),
    ctx.db
      .select({ id: landingPageVersions.id, pageId: landingPageVersions.landingPageId })
      .from(landingPageVersions)
      .where(and(eq(landingPageVersions.brandId, brandId), inArray(landingPageVersions.id, versionIds))),
  ])
  const [first] = rows
  if (!first || rows.length < topicIds.length) throw new Error('a form names a topic of another brand')
  return {
    controllerId: first.controllerId,
    consentMonths: first.consentMonths,
    topics: new Map(rows.map(({ id, version, category }) => [id, { version, category }])),
    pages: new Map(pages.map(({ id, pageId }) => [id, pageId])),
  }
}

async function listTakenCodes(ctx: BrandContext, forms: readonly Form[]): Promise<Set<string>> {
  const codes = forms.map(({ code }) => code)
  const rows = await ctx.db
    .select({ code: signUps.code })
    .from(signUps)
    .where(and(eq(signUps.brandId, ctx.scope.brandId), inArray(signUps.code, codes)))
  return new Set(rows.map(({ code }) => code))
}

/** Everything but the people themselves, sent together on the one connection of the transaction. */
async function write(ctx: BrandContext, forms: readonly Form[], facts: Facts): Promise<void> {
  const { brandId } = ctx.scope
  const keys = new Map(forms.map(({ subscriberId }) => [subscriberId, newDataKey()]))
  const events = forms.flatMap((form) => {
    const key = keys.get(form.subscriberId)?.key
    if (!key) throw new Error('a person without a key')
    return form.input.topicIds.map((topicId) => eventOf(ctx, form, topicId, key, facts))
  })
  await Promise.all([
    ctx.db
      .insert(subscriberKeys)
      .values(
        [...keys].map(([subscriberId, { wrapped }]) => ({ brandId, subscriberId, wrappedKey: wrapped })),
      ),
    ctx.db.insert(signUps).values(forms.map((form) => signUpRow(brandId, form))),
    appendEvents(ctx, events),
    ctx.db.insert(consentProjections).values(
      events.flatMap((event) => {
        const consent = foldConsent(null, foldEvent(event))
        return consent
          ? [{ ...consent, brandId, subscriberId: event.subscriberId, topicId: event.topicId }]
          : []
      }),
    ),
    ctx.db.insert(auditEvents).values(forms.flatMap((form) => auditRows(ctx, form))),
  ])
}

const signUpRow = (brandId: string, { signUpId, code, subscriberId, now, input }: Form) => ({
  brandId,
  id: signUpId,
  code,
  subscriberId,
  landingPageVersionId: input.landingPageVersionId,
  wordingId: input.wordingId,
  language: input.language,
  qrCodeId: input.qrCodeId ?? null,
  createdAt: now,
  expiresAt: new Date(now.getTime() + signUpLifeMs),
})

function eventOf(ctx: BrandContext, form: Form, topicId: string, key: Buffer, facts: Facts): NewEvent {
  const { input, now } = form
  const evidence = { ...input.evidence, phoneE164: input.phoneE164, numberCheckedBy: 'typed' }
  const { sealed, commitment } = sealEvidence(key, evidence)
  return {
    brandId: ctx.scope.brandId,
    id: newId(now),
    subscriberId: form.subscriberId,
    topicId,
    kind: 'given',
    method: 'tick',
    at: now,
    recordedAt: now,
    sourceKind: 'landing_page',
    landingPageVersionId: input.landingPageVersionId,
    wordingId: input.wordingId,
    language: input.language,
    qrCodeId: input.qrCodeId ?? null,
    campaignId: null,
    topicVersion: input.topicVersions?.[topicId] ?? facts.topics.get(topicId)?.version ?? null,
    controllerId: facts.controllerId,
    numberCheckedBy: 'typed',
    shownHash: input.shownHash ? Buffer.from(input.shownHash, 'hex') : null,
    validUntil: validUntil('given', now, facts.consentMonths),
    actorType: ctx.actor.type,
    actorId: actorId(ctx.actor),
    evidenceCommitment: commitment,
    details: { ...input.details, signUpId: form.signUpId },
    sealed,
  }
}

function auditRows(ctx: BrandContext, { subscriberId, now, input }: Form) {
  const common = {
    brandId: ctx.scope.brandId,
    at: now,
    actorType: ctx.actor.type,
    actorId: actorId(ctx.actor),
    subjectType: 'subscriber',
    subjectId: subscriberId,
  }
  return [
    { ...common, id: newId(now), action: 'subscriber.add', details: {} },
    {
      ...common,
      id: newId(now),
      action: 'consent.given',
      details: { method: 'tick', topicIds: input.topicIds },
    },
  ]
}
