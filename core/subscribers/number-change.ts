import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { listConsentStates } from '../consent/queries'
import { suppressionHash } from '../consent/suppression-hash'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { mergePeople } from './merge'
import { moveToNumberSchema } from './schema'

/**
 * A person goes on under another number, on WhatsApp's word. Their consent goes with them (decision 10): an event
 * `corrected` a topic holds both numbers and the webhook as evidence, and changes nothing else. The old number is
 * nobody's from then on. Who had the new number before gives way: to a record without an id of its own only what
 * forbids is taken over, because it may have been somebody else's; another WhatsApp account just loses the number.
 * @throws AppError `not-found`
 */
export async function moveToNumber(
  ctx: BrandContext,
  input: z.input<typeof moveToNumberSchema>,
): Promise<void> {
  const { subscriberId, phoneE164, waUserId, at, evidence } = moveToNumberSchema.parse(input)
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .select()
      .from(subscribers)
      .where(
        and(
          eq(subscribers.brandId, brandId),
          or(
            inArray(subscribers.id, [subscriberId]),
            eq(subscribers.phoneE164, phoneE164),
            waUserId ? eq(subscribers.waUserId, waUserId) : undefined,
          ),
        ),
      )
      .orderBy(asc(subscribers.id))
      .for('no key update')
    const person = rows.find((row) => row.id === subscriberId)
    if (!person || person.mergedIntoId) throw new AppError('not-found')
    const sameUser = rows.find((row) => row !== person && waUserId && row.waUserId === waUserId)
    const holder = rows.find((row) => row !== person && row !== sameUser && row.phoneE164 === phoneE164)
    const join = { keepId: subscriberId, because: 'number-change' as const, at, evidence }
    if (sameUser) await mergePeople(ctx, { ...join, goneId: sameUser.id, trust: 'both' })
    if (holder?.waUserId) await freeNumber(ctx, holder.id)
    else if (holder) await mergePeople(ctx, { ...join, goneId: holder.id, trust: 'kept' })

    await ctx.db
      .update(subscribers)
      .set({
        phoneE164,
        phoneHash: suppressionHash(brandId, phoneE164),
        country: parsePhoneNumberFromString(phoneE164)?.country ?? person.country,
        // Changes with the number, so the one we knew is worth nothing now.
        waUserId: waUserId ?? (person.phoneE164 === null ? person.waUserId : null),
        unreachableAt: null,
      })
      .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
    await recordAudit(ctx, {
      brandId,
      action: 'subscriber.number-change',
      subjectType: 'subscriber',
      subjectId: subscriberId,
      details: { hadNumber: person.phoneE164 !== null },
    })
    const states = await listConsentStates(ctx, subscriberId)
    // Learning a number for the first time moves nobody.
    if (person.phoneE164 === null || states.length === 0) return
    await recordConsent(ctx, {
      subscriberId,
      topicIds: states.map((row) => row.topicId),
      kind: 'corrected',
      method: 'number_change',
      at,
      source: { kind: 'platform' },
      evidence: { ...evidence, phoneE164, previousPhoneE164: person.phoneE164 },
      details: { because: 'number-change' },
    })
  })
}

/** Another WhatsApp account had this number, and has it no more. It is still known by its id. */
async function freeNumber(ctx: BrandContext, subscriberId: string): Promise<void> {
  const { brandId } = ctx.scope
  await ctx.db
    .update(subscribers)
    .set({ phoneE164: null })
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
  await recordAudit(ctx, {
    brandId,
    action: 'subscriber.number-freed',
    subjectType: 'subscriber',
    subjectId: subscriberId,
  })
}
