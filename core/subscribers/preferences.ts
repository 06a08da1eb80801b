import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import { publicLanguages } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'

/** The pauses that people are offered, in days. */
export const pauseDays = [7, 30, 90] as const
/** The numbers a month that people are offered; null stands for "as promised". */
export const chosenNumbers = [1, 2] as const

const id = z.uuid()
const pauseSchema = z.object({ subscriberId: id, days: z.union(pauseDays.map((days) => z.literal(days))) })
const languageSchema = z.object({ subscriberId: id, language: z.enum(publicLanguages) })
const frequencySchema = z.object({
  subscriberId: id,
  maxPerMonth: z.union([...chosenNumbers.map((number) => z.literal(number)), z.null()]),
})

/** No messages for so many days from now, of any topic. @throws AppError `not-found` */
export async function pauseMessages(
  ctx: BrandContext,
  input: z.input<typeof pauseSchema>,
): Promise<{ until: Date }> {
  const { subscriberId, days } = pauseSchema.parse(input)
  const until = new Date(ctx.now.getTime() + days * 24 * 60 * 60 * 1000)
  await change(ctx, subscriberId, { pausedUntil: until }, 'pause', { days })
  return { until }
}

/** Ends a pause before its time. */
export async function endPause(ctx: BrandContext, input: { subscriberId: string }): Promise<void> {
  await change(ctx, id.parse(input.subscriberId), { pausedUntil: null }, 'end-pause')
}

/** The language we write to them in. */
export async function chooseLanguage(
  ctx: BrandContext,
  input: z.input<typeof languageSchema>,
): Promise<void> {
  const { subscriberId, language } = languageSchema.parse(input)
  await change(ctx, subscriberId, { language }, 'choose-language', { language })
}

/** How many marketing messages a month at the most, over all topics; null for what each topic promises. */
export async function chooseFrequency(
  ctx: BrandContext,
  input: z.input<typeof frequencySchema>,
): Promise<void> {
  const { subscriberId, maxPerMonth } = frequencySchema.parse(input)
  await change(ctx, subscriberId, { maxPerMonth }, 'choose-frequency', { maxPerMonth })
}

async function change(
  ctx: BrandContext,
  subscriberId: string,
  values: Partial<typeof subscribers.$inferInsert>,
  verb: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(subscribers)
      .set(values)
      .where(
        and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId), isNull(subscribers.erasedAt)),
      )
      .returning({ id: subscribers.id })
    if (rows.length === 0) throw new AppError('not-found')
    await recordAudit(ctx, {
      brandId,
      action: `subscriber.${verb}`,
      subjectType: 'subscriber',
      subjectId: subscriberId,
      details,
    })
  })
}
