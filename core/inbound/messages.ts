import { and, eq } from 'drizzle-orm'
import { inboundMessages } from '@/db/schema/campaigns'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { openText, sealText } from '../platform/crypto'
import { newId } from '../platform/ids'
import { openServiceWindow } from '../subscribers/contact'
import { findByAddress, recognisePerson } from '../subscribers/identity'
import { readRequest } from './read-message'
import { reply } from './replies'
import { answerRequest } from './requests'
import { type Contact, type InboundMessage, inboundMessageSchema } from './schema'
import { applySystemMessage } from './system-messages'

const purpose = 'inbound_messages.sealed'

/** The message and who WhatsApp says it is from, as it is kept. */
type Kept = { message: InboundMessage; contact: Contact | null }

/** Opens a message as it came, for showing it to staff. */
export const openInboundMessage = (sealed: Buffer): Kept => JSON.parse(openText(purpose, sealed)) as Kept

/**
 * Takes in one message: stores it under WhatsApp's id, opens the service window, does what it asks and queues one
 * answer, all in one transaction. A message that comes again changes nothing.
 * @returns what staff should know, or null
 * @throws ZodError when it cannot be read at all
 */
export async function applyMessage(
  ctx: BrandContext,
  accountId: string,
  raw: unknown,
  contacts: readonly Contact[],
  channel: 'whatsapp' | 'sms' = 'whatsapp',
): Promise<string | null> {
  const message = inboundMessageSchema.parse(raw)
  const contact =
    contacts.find(
      (one) =>
        (message.from && one.wa_id === message.from) ||
        (message.from_user_id && one.user_id === message.from_user_id),
    ) ?? null
  return inTransaction(ctx, async (ctx) => {
    const { brandId } = ctx.scope
    const sender = { ...addressOf(message, contact), providerMessageId: message.id, at: message.timestamp }
    const subscriberId = await findSender(ctx, sender, message, contact)
    const stored = await ctx.db
      .insert(inboundMessages)
      .values({
        brandId,
        id: newId(ctx.now),
        accountId,
        subscriberId,
        providerMessageId: message.id,
        at: message.timestamp,
        type: message.type,
        sealed: sealText(purpose, JSON.stringify({ message, contact } satisfies Kept)),
        understoodAs: 'chat',
        contextMessageId: message.context?.id ?? null,
      })
      .onConflictDoNothing()
      .returning({ id: inboundMessages.id })
    const row = stored[0]
    if (!row) return null
    if (message.type === 'system') return applySystemMessage(ctx, message, sender)
    // Who this is cannot be told, so nothing may be done in anybody's name.
    if (!subscriberId) return 'message without a number or an id of its sender: kept, not acted upon'

    const request = readRequest(message)
    // An SMS opens nothing in WhatsApp and is not answered there. A stop is a stop, wherever it is said.
    if (channel === 'sms' && request.kind !== 'stop' && request.kind !== 'near-stop')
      return 'SMS that asks for no stop: kept, not acted upon'
    if (channel === 'whatsapp') await openServiceWindow(ctx, { subscriberId, at: message.timestamp })
    const outcome = await answerRequest(
      ctx,
      { ...sender, accountId, subscriberId, contextMessageId: message.context?.id ?? null },
      request,
    )
    if (outcome.understoodAs !== 'chat') {
      await ctx.db
        .update(inboundMessages)
        .set({ understoodAs: outcome.understoodAs })
        .where(and(eq(inboundMessages.brandId, brandId), eq(inboundMessages.id, row.id)))
    }
    if (outcome.reply && channel === 'whatsapp') {
      await reply(ctx, { accountId, subscriberId, providerMessageId: message.id }, outcome.reply)
    }
    return null
  })
}

/** A message's own members first; who writes for themselves has the contact's beside it. */
const addressOf = (message: InboundMessage, contact: Contact | null) => {
  const number = message.from ?? contact?.wa_id
  return {
    fromE164: number ? `+${number}` : null,
    fromUserId: message.from_user_id ?? contact?.user_id ?? null,
  }
}

/**
 * The person behind a message, made when new: who writes first is known from then on, and has consented to nothing.
 * Null where nothing names them. A word of WhatsApp about somebody makes nobody.
 */
async function findSender(
  ctx: BrandContext,
  sender: ReturnType<typeof addressOf> & { providerMessageId: string; at: Date },
  message: InboundMessage,
  contact: Contact | null,
): Promise<string | null> {
  const { fromE164: phoneE164, fromUserId: waUserId, providerMessageId, at } = sender
  if (!phoneE164 && !waUserId) return null
  if (message.type === 'system') {
    const { byNumber, byUser } = await findByAddress(ctx, { phoneE164, waUserId })
    return (byUser ?? byNumber)?.id ?? null
  }
  const { id } = await recognisePerson(ctx, {
    ...{ phoneE164, waUserId, at },
    username: contact?.profile?.username?.slice(0, 100) ?? null,
    name: contact?.profile?.name?.slice(0, 200) ?? null,
    evidence: { heardFrom: 'inbound-message', providerMessageId, phoneE164, waUserId },
  })
  return id
}
