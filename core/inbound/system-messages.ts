import type { BrandContext } from '../brands/scope'
import { findByAddress } from '../subscribers/identity'
import { moveToNumber } from '../subscribers/number-change'
import type { InboundMessage } from './schema'

const numberChanges = ['user_changed_number', 'customer_changed_number']

/**
 * What WhatsApp itself says about somebody in the chat. A new number is acted upon; it is no message of theirs, so it
 * opens no service window.
 * @returns what staff should know, or null
 */
export async function applySystemMessage(
  ctx: BrandContext,
  { system, id: providerMessageId }: InboundMessage,
  from: { fromE164: string | null; fromUserId: string | null; at: Date },
): Promise<string | null> {
  if (!system || !numberChanges.includes(system.type ?? '')) {
    return `system message "${(system?.type ?? 'unknown').slice(0, 60)}": kept, not acted upon`
  }
  const number = system.wa_id ?? system.new_wa_id
  if (!number) return 'number change without the new number: kept, not acted upon'
  const { byNumber, byUser } = await findByAddress(ctx, {
    phoneE164: from.fromE164,
    waUserId: from.fromUserId,
  })
  const person = byNumber ?? byUser
  // Nobody we know moved. Whoever it is is met at the new number, when they write.
  if (!person || person.phoneE164 === `+${number}`) return null
  await moveToNumber(ctx, {
    subscriberId: person.id,
    phoneE164: `+${number}`,
    waUserId: system.user_id,
    at: from.at,
    evidence: {
      heardFrom: 'system-message',
      providerMessageId,
      type: system.type,
      waUserId: system.user_id,
      previousWaUserId: from.fromUserId,
    },
  })
  return null
}
