import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { formatPhone } from '../platform/phone'
import { requirePermission } from '../staff/gate'
import { addPeople } from './add-people'
import { ensureSubscriberSchema, subscriberIdSchema } from './schema'

/**
 * Finds a person by number or makes them, with the key their evidence will be sealed under. Gives no consent: a
 * person who is known is not a person who asked. A known person keeps their language and name.
 */
export async function ensureSubscriber(
  ctx: BrandContext,
  input: z.input<typeof ensureSubscriberSchema>,
): Promise<{ id: string; created: boolean }> {
  const { phoneE164, country, language, name } = ensureSubscriberSchema.parse(input)
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const known = await findByPhone(ctx, phoneE164)
    if (known) {
      if (name && !known.name) {
        await ctx.db
          .update(subscribers)
          .set({ name })
          .where(
            and(eq(subscribers.brandId, brandId), eq(subscribers.id, known.id), isNull(subscribers.name)),
          )
      }
      return { id: known.id, created: false }
    }
    const id = newId(ctx.now)
    const made = await addPeople(ctx, [{ id, phoneE164, country, language, name }])
    if (made.size === 0) {
      // Somebody else made the same person between our look and our write, and has committed.
      const other = await findByPhone(ctx, phoneE164)
      if (!other) throw new AppError('unavailable')
      return { id: other.id, created: false }
    }
    return { id, created: true }
  })
}

async function findByPhone(ctx: BrandContext, phoneE164: string) {
  const [row] = await ctx.db
    .select({ id: subscribers.id, name: subscribers.name })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.phoneE164, phoneE164)))
  return row
}

/**
 * Shows staff a whole number, and leaves a row that says who asked for whose.
 * @returns the number as people write it, `+31 6 12344471`
 * @throws AppError `not-allowed`, `not-found` (also for who hides the number)
 */
export async function revealNumber(
  ctx: BrandContext,
  input: z.input<typeof subscriberIdSchema>,
): Promise<{ phone: string }> {
  const { subscriberId } = subscriberIdSchema.parse(input)
  requirePermission(ctx, 'subscribers.reveal')
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .select({ phoneE164: subscribers.phoneE164 })
      .from(subscribers)
      .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
    if (!row?.phoneE164) throw new AppError('not-found')
    await recordAudit(ctx, {
      brandId,
      action: 'subscriber.reveal-number',
      subjectType: 'subscriber',
      subjectId: subscriberId,
    })
    return { phone: formatPhone(row.phoneE164) }
  })
}
