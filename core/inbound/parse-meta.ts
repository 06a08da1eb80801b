import { noteProblem } from './attempts'
import type { ParsedDelivery, StoredDelivery } from './delivery'
import { applyMessage } from './messages'
import { actOnNotice } from './notices'
import { applyPreference } from './preferences'
import type { Receivers } from './receivers'
import { envelopeSchema, messagesValueSchema } from './schema'
import { readStatuses } from './statuses'

/** A delivery in Meta's shape: entries, changes, and in each change whatever the field holds. */
export function parseMetaDelivery(
  delivery: StoredDelivery,
  receivers: Receivers,
  into: ParsedDelivery,
): void {
  for (const { time, changes } of envelopeSchema.parse(JSON.parse(delivery.body)).entry) {
    for (const { field, value } of changes) {
      try {
        if (field === 'messages' || field === 'user_preferences') parseMessagesValue(value, receivers, into)
        else into.acts.push(...actOnNotice({ field, value, at: time ?? delivery.receivedAt }, receivers))
      } catch (error) {
        noteProblem(into, field.slice(0, 60), error)
      }
    }
  }
}

/** Messages, statuses and preferences come in the same shape, sometimes together; statuses are no messages. */
function parseMessagesValue(raw: unknown, receivers: Receivers, into: ParsedDelivery): void {
  const value = messagesValueSchema.parse(raw)
  const number = value.metadata?.phone_number_id
  const receiver =
    number === undefined ? receivers.own : receivers.all.find((one) => one.phoneNumberId === number)
  if (!receiver) {
    into.problems.push('for a number that is not connected here')
    return
  }
  const { ctx, accountId } = receiver
  const { updates, problems } = readStatuses(value.statuses)
  if (updates.length > 0) into.statuses.push({ receiver, updates })
  into.problems.push(...problems)
  for (const message of value.messages) {
    const work = () => applyMessage(ctx, accountId, message, value.contacts ?? [])
    into.acts.push({ what: 'message', work })
  }
  for (const preference of value.user_preferences) {
    into.acts.push({ what: 'preference', work: () => applyPreference(ctx, preference) })
  }
  if (value.errors.length > 0)
    into.problems.push(`WhatsApp reported ${value.errors.length} error(s) of the account`)
}
