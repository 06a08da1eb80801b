import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { carrySuppressions } from '../consent/carry-suppressions'
import { recordConsent } from '../consent/commands'
import { type ConsentProjection, listConsentStates } from '../consent/queries'
import { isStanding } from '../consent/rules'
import { suppressionHash } from '../consent/suppression-hash'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { parsePhone } from '../platform/phone'
import { requirePermission } from '../staff/gate'
import { lockPerson } from './edit'

export const changeNumberSchema = z.object({
  subscriberId: z.uuid(),
  revision: z.number().int().positive(),
  phone: z.string().max(40, 'phone-invalid'),
})

/**
 * Gives a person another number on their word to staff. Nobody has proved that the new number is theirs, so what they agreed
 * to counts as given and not confirmed from here on, and waits for a message from that number (GDPR article 7(1); a number
 * that WhatsApp itself moves keeps its consent, decision 10). What forbids goes along. The window and WhatsApp's own id
 * belonged to the old number.
 * @throws AppError `phone-missing`, `phone-invalid`, `number-unchanged`, `number-of-somebody-else` (field `phone`),
 * `person-changed-elsewhere`, `not-found`, `not-allowed`
 */
export async function changeNumber(
  ctx: BrandContext,
  input: z.input<typeof changeNumberSchema>,
): Promise<void> {
  const { subscriberId, revision, phone } = changeNumberSchema.parse(input)
  requirePermission(ctx, 'subscribers.write')
  const { brandId } = ctx.scope
  const parsed = parsePhone(phone, (await getBrand(ctx)).defaultCountry)
  const refuse = (code: ConstructorParameters<typeof AppError>[0]) => new AppError(code, { field: 'phone' })
  if (typeof parsed === 'string') throw refuse(parsed)
  await inTransaction(ctx, async (ctx) => {
    const person = await lockPerson(ctx, subscriberId, revision)
    if (person.phoneE164 === parsed.e164) throw refuse('number-unchanged')
    const ofNumber = and(eq(subscribers.brandId, brandId), eq(subscribers.phoneE164, parsed.e164))
    const [holder] = await ctx.db.select({ id: subscribers.id }).from(subscribers).where(ofNumber)
    if (holder) throw refuse('number-of-somebody-else')
    await carrySuppressions(ctx, person, { identity: parsed.e164 })
    await ctx.db
      .update(subscribers)
      .set({
        ...{ phoneE164: parsed.e164, phoneHash: suppressionHash(brandId, parsed.e164) },
        ...{ country: parsed.country, waUserId: null, username: null },
        ...{ serviceWindowUntil: null, unreachableAt: null, revision: revision + 1 },
      })
      .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
    await recordAudit(ctx, {
      ...{ brandId, action: 'subscriber.number-change', subjectType: 'subscriber', subjectId: subscriberId },
      details: { by: 'staff', hadNumber: person.phoneE164 !== null },
    })
    for (const state of await listConsentStates(ctx, subscriberId)) {
      await recordConsent(ctx, {
        ...{ subscriberId, topicIds: [state.topicId], kind: 'corrected', method: 'number_change' },
        ...{ source: { kind: 'staff' }, numberCheckedBy: 'staff' },
        evidence: { phoneE164: parsed.e164, previousPhoneE164: person.phoneE164 },
        details: { because: 'number-change' },
        ...(isStanding(state.state) ? { becomes: unconfirmed(state, ctx.now) } : {}),
      })
    }
  })
}

const unconfirmed = ({ givenAt, confirmedAt }: ConsentProjection, now: Date) => ({
  ...{ state: 'given' as const, since: now, givenAt: givenAt ?? confirmedAt },
  ...{ confirmedAt: null, withdrawnAt: null },
})
