import { and, eq, inArray, or } from 'drizzle-orm'
import { messages } from '@/db/schema/campaigns'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { applyStatuses } from '../dispatch/statuses'
import { markUnreachable } from '../subscribers/contact'
import { recordPlatformSwitch } from '../subscribers/platform-switch'
import { type StatusUpdate, statusSchema } from './schema'

/** "They stopped marketing from you": the only news of it when the webhook about the switch was lost. */
const stoppedMarketing = 131050
/** "Undeliverable": not on WhatsApp, or an app too old to get it. */
const undeliverable = 131026

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Applies the statuses of one delivery together, then what failures tell about the people.
 * @returns what could not be read, a line each
 */
export async function applyStatusUpdates(ctx: BrandContext, raw: readonly unknown[]): Promise<string[]> {
  const parsed = raw.map((one) => statusSchema.safeParse(one))
  const updates = parsed.flatMap((one) => (one.success ? [one.data] : []))
  const unread = parsed.length - updates.length
  if (updates.length > 0) {
    await applyStatuses(
      ctx,
      updates.map((update) => ({
        providerMessageId: update.id,
        messageId: ourId(update),
        status: update.status,
        at: update.timestamp,
        errorCode: update.errors?.[0]?.code ?? null,
        errorTitle: update.errors?.[0]?.title ?? null,
      })),
    )
  }
  for (const update of updates) {
    const code = update.status === 'failed' ? update.errors?.[0]?.code : undefined
    if (code === stoppedMarketing || code === undeliverable) await learnFromFailure(ctx, update, code)
  }
  return unread > 0 ? [`statuses that could not be read: ${unread}`] : []
}

const ourId = (update: StatusUpdate): string | null =>
  update.biz_opaque_callback_data && uuid.test(update.biz_opaque_callback_data) ? update.biz_opaque_callback_data : null

async function learnFromFailure(ctx: BrandContext, update: StatusUpdate, code: number): Promise<void> {
  const person = await findRecipient(ctx, update)
  if (!person) return
  const { subscriberId, campaignId } = person
  if (code === undeliverable) return markUnreachable(ctx, { subscriberId, at: update.timestamp })
  await recordPlatformSwitch(ctx, {
    subscriberId,
    campaignId,
    kind: 'platform_stop',
    method: 'provider_error',
    at: update.timestamp,
    evidence: { providerMessageId: update.id, errorCode: code, errorTitle: update.errors?.[0]?.title },
  })
}

/** By our own message first; its number is the fallback, for a message of which we know nothing. */
async function findRecipient(ctx: BrandContext, update: StatusUpdate) {
  const { brandId } = ctx.scope
  const id = ourId(update)
  const [sent] = await ctx.db
    .select({ subscriberId: messages.subscriberId, campaignId: messages.campaignId })
    .from(messages)
    .where(
      and(
        eq(messages.brandId, brandId),
        or(eq(messages.providerMessageId, update.id), id ? inArray(messages.id, [id]) : undefined),
      ),
    )
    .limit(1)
  if (sent || !update.recipient_id) return sent
  const [known] = await ctx.db
    .select({ subscriberId: subscribers.id })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.phoneE164, `+${update.recipient_id}`)))
  return known && { ...known, campaignId: null }
}
