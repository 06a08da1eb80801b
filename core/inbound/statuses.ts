import { and, eq, inArray, or } from 'drizzle-orm'
import { messages } from '@/db/schema/campaigns'
import type { BrandContext } from '../brands/scope'
import { actOnFailures } from '../dispatch/failures'
import { applyStatuses } from '../dispatch/statuses'
import { type StatusUpdate, statusSchema } from './schema'

/** Codes that say something about the person: marketing switched off in WhatsApp, and not reachable there. */
const aboutThePerson = [131050, 131026]

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Applies the statuses of one delivery together, then what failures tell about the people.
 * @returns what could not be read, a line each
 */
export async function applyStatusUpdates(ctx: BrandContext, raw: readonly unknown[]): Promise<string[]> {
  const parsed = raw.map((one) => statusSchema.safeParse(one))
  const updates = parsed.flatMap((one) => (one.success ? [one.data] : []))
  if (updates.length > 0) {
    await applyStatuses(
      ctx,
      updates.map((update) => ({
        providerMessageId: update.id,
        messageId: ourId(update),
        status: update.status,
        at: update.timestamp,
        ...(update.errors?.[0]
          ? { error: { code: update.errors[0].code, title: update.errors[0].title ?? '' } }
          : {}),
      })),
    )
    await learnFromFailures(ctx, updates)
  }
  const unread = parsed.length - updates.length
  return unread > 0 ? [`statuses that could not be read: ${unread}`] : []
}

const ourId = (update: StatusUpdate): string | null =>
  update.biz_opaque_callback_data && uuid.test(update.biz_opaque_callback_data)
    ? update.biz_opaque_callback_data
    : null

/**
 * Looks the people up by the statuses themselves rather than by which messages changed just now: if the worker died
 * right after the statuses were applied, the second run changes no message and must still hear that somebody stopped.
 */
async function learnFromFailures(ctx: BrandContext, updates: readonly StatusUpdate[]): Promise<void> {
  const failed = updates.filter(
    ({ status, errors }) => status === 'failed' && aboutThePerson.includes(errors?.[0]?.code ?? 0),
  )
  if (failed.length === 0) return
  const ours = failed.flatMap((update) => ourId(update) ?? [])
  const theirs = failed.map((update) => update.id)
  const sent = await ctx.db
    .select({
      messageId: messages.id,
      providerMessageId: messages.providerMessageId,
      subscriberId: messages.subscriberId,
      campaignId: messages.campaignId,
      templateId: messages.templateId,
    })
    .from(messages)
    .where(
      and(
        eq(messages.brandId, ctx.scope.brandId),
        or(
          inArray(messages.providerMessageId, theirs),
          ours.length > 0 ? inArray(messages.id, ours) : undefined,
        ),
      ),
    )
  const failures = failed.flatMap((update) => {
    const message =
      sent.find((one) => one.messageId === ourId(update)) ??
      sent.find((one) => one.providerMessageId === update.id)
    const error = update.errors?.[0]
    return message && error
      ? [{ ...message, code: error.code, title: error.title ?? '', at: update.timestamp }]
      : []
  })
  await actOnFailures(ctx, failures)
}
