import { and, asc, eq, isNull } from 'drizzle-orm'
import { ZodError } from 'zod'
import type { Db } from '@/db/client'
import { webhookDeliveries, whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { BrandContext } from '../brands/scope'
import { AppError } from '../platform/errors'
import { getLog } from '../platform/log'
import { openBrandForSystem } from '../staff/gate'
import { applyLimitUpdate, applyTemplateUpdate } from './account-updates'
import { applyMessage } from './messages'
import { applyPreference } from './preferences'
import { envelopeSchema, messagesValueSchema } from './schema'
import { applyStatusUpdates } from './statuses'

const log = getLog('inbound')

type Delivery = typeof webhookDeliveries.$inferSelect
type Receiver = { accountId: string; phoneNumberId: string }

/**
 * Applies all stored deliveries of an account that were not applied yet, in order of arrival.
 *
 * Each message, set of statuses or notice is a transaction of its own, and each can be done twice without harm (a
 * message is unique by WhatsApp's id, statuses only move up, older news is ignored), so a worker that dies in the
 * middle loses and doubles nothing. One transaction over a whole delivery would hold many people's rows at once and
 * wait in a circle with a sign-up. What cannot be understood is noted on the delivery; a database that is away or
 * busy is thrown, and the job tries again.
 */
export async function applyPendingWebhooks(input: {
  db: Db
  brandId: string
  accountId: string
  now?: Date
}): Promise<{ applied: number }> {
  const { db, brandId, accountId } = input
  const actor = { type: 'webhook', accountId } as const
  const [account] = await db
    .select({ phoneNumberId: whatsappAccounts.phoneNumberId })
    .from(whatsappAccounts)
    .where(and(eq(whatsappAccounts.brandId, brandId), eq(whatsappAccounts.id, accountId)))
  if (!account) throw new AppError('no-whatsapp-account')
  for (let applied = 0; ; applied += 1) {
    const ctx = await openBrandForSystem({ db, actor, now: input.now ?? new Date() }, brandId)
    const ofAccount = and(eq(webhookDeliveries.brandId, brandId), eq(webhookDeliveries.accountId, accountId))
    const [delivery] = await db
      .select()
      .from(webhookDeliveries)
      .where(and(ofAccount, isNull(webhookDeliveries.appliedAt)))
      .orderBy(asc(webhookDeliveries.receivedAt), asc(webhookDeliveries.id))
      .limit(1)
    if (!delivery) return { applied }
    const problems = await applyDelivery(ctx, { accountId, ...account }, delivery)
    await db
      .update(webhookDeliveries)
      .set({ appliedAt: ctx.now, problems })
      .where(and(ofAccount, eq(webhookDeliveries.id, delivery.id)))
  }
}

async function applyDelivery(ctx: BrandContext, receiver: Receiver, delivery: Delivery): Promise<string[]> {
  const problems: string[] = []
  const attempt = async (what: string, work: () => Promise<string | readonly string[] | null>) => {
    try {
      const said = await work()
      if (said !== null) problems.push(...[said].flat())
    } catch (error) {
      if (isPassing(error)) throw error
      const why = describe(error)
      problems.push(`${what}: ${why}`)
      log.error({ deliveryId: delivery.id, what, why }, 'part of a delivery could not be applied')
    }
  }
  await attempt('delivery', async () => {
    const { entry } = envelopeSchema.parse(JSON.parse(delivery.body))
    for (const { time, changes } of entry) {
      for (const { field, value } of changes) {
        await applyChange(ctx, receiver, { field, value, at: time ?? delivery.receivedAt }, attempt)
      }
    }
    return null
  })
  return problems
}

type Change = { field: string; value: unknown; at: Date }
type Attempt = (what: string, work: () => Promise<string | readonly string[] | null>) => Promise<void>

async function applyChange(
  ctx: BrandContext,
  receiver: Receiver,
  change: Change,
  attempt: Attempt,
): Promise<void> {
  const { field, value, at } = change
  switch (field) {
    case 'messages':
    case 'user_preferences':
      return attempt(field, async () => applyMessagesValue(ctx, receiver, value, attempt))
    case 'message_template_status_update':
    case 'message_template_quality_update':
    case 'template_category_update':
      return attempt(field, () => applyTemplateUpdate(ctx, value, at))
    case 'business_capability_update':
    case 'phone_number_quality_update':
      return attempt(field, () => applyLimitUpdate(ctx, receiver.accountId, value))
    default:
      return attempt(field, async () => `field "${field.slice(0, 60)}" is not acted upon`)
  }
}

/** Messages, statuses and preferences come in the same shape, sometimes together; statuses are no messages. */
async function applyMessagesValue(
  ctx: BrandContext,
  receiver: Receiver,
  raw: unknown,
  attempt: Attempt,
): Promise<string | null> {
  const value = messagesValueSchema.parse(raw)
  const number = value.metadata?.phone_number_id
  if (number !== undefined && number !== receiver.phoneNumberId) return 'for another number of the account'
  for (const message of value.messages) {
    await attempt('message', () => applyMessage(ctx, receiver.accountId, message, value.contacts ?? []))
  }
  if (value.statuses.length > 0) await attempt('statuses', () => applyStatusUpdates(ctx, value.statuses))
  for (const preference of value.user_preferences)
    await attempt('preference', () => applyPreference(ctx, preference))
  return value.errors.length > 0 ? `WhatsApp reported ${value.errors.length} error(s) of the account` : null
}

/** Connection lost, deadlock, no room, shutting down: the classes of SQLSTATE that say nothing about the delivery. */
function isPassing(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : ''
    if (/^(08|40|53|55|57|58|XX)/.test(code) || /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/.test(code))
      return true
  }
  return false
}

/** In a few words without personal data: messages of database errors hold the values, so only names and codes. */
function describe(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (error instanceof ZodError) return `cannot be read (${error.issues[0]?.path.join('.') ?? ''})`
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? ` ${String(cause.code)}` : ''
  return `failed (${cause instanceof Error ? cause.name : 'unknown'}${code})`
}
