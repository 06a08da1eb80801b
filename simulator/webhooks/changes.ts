import { businessScopedId } from '../business-scoped-id'
import type { Account } from '../store/accounts'
import type { Message, MessageStatus } from '../store/messages'
import type { Template } from '../store/templates'

/** One entry of `entry[].changes[]`. */
export type Change = { field: string; value: Record<string, unknown> }

const seconds = (now: number) => String(Math.floor(now / 1000))

const about = (account: Account) => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: account.display_phone_number, phone_number_id: account.phone_number_id },
})

const contact = (account: Account, number: string, name: string) => ({
  profile: { name },
  wa_id: number,
  user_id: businessScopedId(account.waba_id, number),
})

/** `messages`: something the person wrote or pressed. `body` holds `type` and the part named after it. */
export function inboundChange(
  account: Account,
  person: { number: string; name: string },
  message: { id: string; at: number; contextId: string | null; body: Record<string, unknown> },
): Change {
  return {
    field: 'messages',
    value: {
      ...about(account),
      contacts: [contact(account, person.number, person.name)],
      messages: [
        {
          ...(message.contextId && {
            context: { from: account.display_phone_number, id: message.contextId },
          }),
          from: person.number,
          from_user_id: businessScopedId(account.waba_id, person.number),
          id: message.id,
          timestamp: seconds(message.at),
          ...message.body,
        },
      ],
    },
  }
}

const failures: Record<number, { title: string; details: string }> = {
  131026: { title: 'Message undeliverable', details: 'Message Undeliverable.' },
  131050: {
    title: 'Unable to deliver the message. This recipient has chosen to stop receiving marketing messages',
    details: 'The recipient has chosen to stop receiving marketing messages on WhatsApp from your business.',
  },
  132015: { title: 'Template is Paused', details: 'The template is paused due to low quality.' },
}

/** `messages`: how far a message came. */
export function statusChange(
  account: Account,
  message: Message,
  person: { name: string },
  step: { status: MessageStatus; at: number; errorCode?: number; withPricing: boolean },
): Change {
  const failure = step.errorCode === undefined ? undefined : failures[step.errorCode]
  return {
    field: 'messages',
    value: {
      ...about(account),
      ...(step.status !== 'failed' && { contacts: [contact(account, message.peer, person.name)] }),
      statuses: [
        {
          id: message.id,
          status: step.status,
          timestamp: seconds(step.at),
          recipient_id: message.peer,
          recipient_user_id: businessScopedId(account.waba_id, message.peer),
          ...(message.opaque !== null && { biz_opaque_callback_data: message.opaque }),
          ...(step.withPricing && message.pricing && { pricing: message.pricing }),
          ...(step.errorCode !== undefined && {
            errors: [
              {
                code: step.errorCode,
                title: failure?.title ?? 'Something went wrong',
                message: failure?.title ?? 'Something went wrong',
                error_data: { details: failure?.details ?? 'Message failed to send.' },
                href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
              },
            ],
          }),
        },
      ],
    },
  }
}

/** `user_preferences`: WhatsApp's own switch for offers of a business. */
export function preferenceChange(
  account: Account,
  person: { number: string; name: string },
  value: 'stop' | 'resume',
  now: number,
): Change {
  return {
    field: 'user_preferences',
    value: {
      ...about(account),
      contacts: [contact(account, person.number, person.name)],
      user_preferences: [
        {
          wa_id: person.number,
          user_id: businessScopedId(account.waba_id, person.number),
          detail: `User requested to ${value} marketing messages`,
          category: 'marketing_messages',
          value,
          timestamp: Math.floor(now / 1000),
        },
      ],
    },
  }
}

export const namedTemplate = (template: Template) => ({
  message_template_id: Number(template.id),
  message_template_name: template.name,
  // The platform writes languages with a hyphen here and with an underscore everywhere else.
  message_template_language: template.language.replace('_', '-'),
})

/** `message_template_status_update`: approved, rejected, paused, disabled and so on. */
export function templateStatusChange(
  template: Template,
  update: {
    event: string
    reason?: string | undefined
    title?: string | undefined
    description?: string | undefined
    rejection?: { reason: string; recommendation: string } | undefined
    /** Unix milliseconds. */
    disabledAt?: number | undefined
  },
): Change {
  const rejection =
    update.rejection ??
    (update.reason === 'INVALID_FORMAT'
      ? {
          reason: update.description ?? 'The parameters of this template are not placed correctly.',
          recommendation: 'Put words before and after every parameter.',
        }
      : undefined)
  return {
    field: 'message_template_status_update',
    value: {
      event: update.event,
      ...namedTemplate(template),
      reason: update.reason ?? 'NONE',
      message_template_category: template.category,
      ...(update.disabledAt !== undefined && {
        disable_info: { disable_date: String(Math.floor(update.disabledAt / 1000)) },
      }),
      ...(update.title && {
        other_info: { title: update.title, description: update.description ?? 'Low quality feedback' },
      }),
      ...(rejection && { rejection_info: rejection }),
    },
  }
}

/** `message_template_quality_update`. */
export function templateQualityChange(template: Template, score: string): Change {
  return {
    field: 'message_template_quality_update',
    value: {
      previous_quality_score: template.quality_score,
      new_quality_score: score,
      ...namedTemplate(template),
    },
  }
}
