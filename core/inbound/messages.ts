import { and, eq } from 'drizzle-orm'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { inboundMessages } from '@/db/schema/campaigns'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { openText, sealText } from '../platform/crypto'
import { newId } from '../platform/ids'
import { ensureSubscriber } from '../subscribers/commands'
import { openServiceWindow } from '../subscribers/contact'
import { readRequest } from './read-message'
import { reply } from './replies'
import { answerRequest } from './requests'
import { type Contact, type InboundMessage, inboundMessageSchema } from './schema'

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
): Promise<string | null> {
  const message = inboundMessageSchema.parse(raw)
  const contact =
    contacts.find((one) => one.wa_id === message.from || one.user_id === message.from_user_id) ?? null
  return inTransaction(ctx, async (ctx) => {
    const { brandId } = ctx.scope
    const fromE164 = message.from ? `+${message.from}` : null
    const subscriberId = fromE164 ? await findSender(ctx, fromE164, contact?.profile?.name) : null
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
    // Whose number this is cannot be told, so nothing may be done in anybody's name.
    if (!fromE164 || !subscriberId) return 'message without a number: kept, not acted upon'

    await openServiceWindow(ctx, { subscriberId, at: message.timestamp })
    const outcome = await answerRequest(
      ctx,
      {
        subscriberId,
        fromE164,
        providerMessageId: message.id,
        contextMessageId: message.context?.id ?? null,
        at: message.timestamp,
      },
      readRequest(message),
    )
    if (outcome.understoodAs !== 'chat') {
      await ctx.db
        .update(inboundMessages)
        .set({ understoodAs: outcome.understoodAs })
        .where(and(eq(inboundMessages.brandId, brandId), eq(inboundMessages.id, row.id)))
    }
    if (outcome.reply) {
      await reply(ctx, { accountId, subscriberId, providerMessageId: message.id }, outcome.reply)
    }
    return null
  })
}

/** The person behind a number, made when new: who writes first is known from then on, and has consented to nothing. */
async function findSender(ctx: BrandContext, phoneE164: string, name: string | undefined): Promise<string> {
  const brand = await getBrand(ctx)
  const { id } = await ensureSubscriber(ctx, {
    phoneE164,
    country: parsePhoneNumberFromString(phoneE164)?.country ?? brand.defaultCountry,
    language: brand.defaultLocale,
    name: name?.slice(0, 200) ?? null,
  })
  return id
}
