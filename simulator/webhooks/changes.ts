import { businessScopedId } from '../business-scoped-id'
import { hash } from '../customers/chance'
import type { Shown } from '../customers/crowd'
import { errorCodes } from '../graph/error-codes'
import { identityKeyHash } from '../identity-key'
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

const contact = (account: Account, { number, name, username, hidden }: Shown) => ({
  profile: { name, ...(username && { username }) },
  ...(!hidden && { wa_id: number }),
  user_id: businessScopedId(account.waba_id, number),
  ...(account.identity_check && { identity_key_hash: identityKeyHash(number) }),
})

/** `messages`: something the person wrote or pressed. `body` holds `type` and the part named after it. */
export function inboundChange(
  account: Account,
  person: Shown,
  message: { id: string; at: number; contextId: string | null; body: Record<string, unknown> },
): Change {
  return {
    field: 'messages',
    value: {
      ...about(account),
      contacts: [contact(account, person)],
      messages: [
        {
          ...(message.contextId && {
            context: { from: account.display_phone_number, id: message.contextId },
          }),
          ...(!person.hidden && { from: person.number }),
          from_user_id: businessScopedId(account.waba_id, person.number),
          id: message.id,
          timestamp: seconds(message.at),
          ...message.body,
        },
      ],
    },
  }
}

/** `messages`: somebody took another number. Carries no `contacts`; the new ids belong to the new number. */
export function numberChange(
  account: Account,
  person: Shown,
  change: { id: string; at: number; to: string },
): Change {
  const was = person.hidden ? '' : ` from ${person.number}`
  return {
    field: 'messages',
    value: {
      ...about(account),
      messages: [
        {
          ...(!person.hidden && { from: person.number }),
          from_user_id: businessScopedId(account.waba_id, person.number),
          id: change.id,
          timestamp: seconds(change.at),
          type: 'system',
          system: {
            body: `User ${person.name} changed${was} to ${person.hidden ? 'a new number' : change.to}`,
            ...(!person.hidden && { wa_id: change.to }),
            user_id: businessScopedId(account.waba_id, change.to),
            type: 'user_changed_number',
          },
        },
      ],
    },
  }
}

const failures: Record<number, { title: string; details: string }> = {
  130472: {
    title: "User's number is part of an experiment",
    details: "Failed to send message because this user's phone number is part of an experiment.",
  },
  131026: { title: 'Message undeliverable', details: 'Message Undeliverable.' },
  131049: {
    title: 'This message was not delivered to maintain healthy ecosystem engagement.',
    details: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
  },
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
  person: Shown,
  step: {
    status: MessageStatus
    at: number
    errorCode?: number
    withPricing: boolean
    /** In the free window of an advertisement: when it ends. Only there a conversation is named. */
    adUntil?: number | undefined
  },
): Change {
  const { errorCode } = step
  const failure = errorCode === undefined ? undefined : failures[errorCode]
  const title = failure?.title ?? errorCodes[errorCode ?? 0]?.message ?? 'Something went wrong'
  return {
    field: 'messages',
    value: {
      ...about(account),
      ...(step.status !== 'failed' && { contacts: [contact(account, person)] }),
      statuses: [
        {
          id: message.id,
          status: step.status,
          timestamp: seconds(step.at),
          ...(!person.hidden && { recipient_id: message.peer }),
          recipient_user_id: businessScopedId(account.waba_id, message.peer),
          ...(account.identity_check && { recipient_identity_key_hash: identityKeyHash(message.peer) }),
          ...(message.opaque !== null && { biz_opaque_callback_data: message.opaque }),
          ...(step.adUntil !== undefined &&
            step.status !== 'failed' && {
              conversation: {
                id: hash(`ad conversation ${account.waba_id} ${message.peer}`).toString(16),
                ...(step.status === 'sent' && { expiration_timestamp: seconds(step.adUntil) }),
                origin: { type: 'referral_conversion' },
              },
            }),
          ...(step.withPricing && message.pricing && { pricing: message.pricing }),
          ...(errorCode !== undefined && {
            errors: [
              {
                code: errorCode,
                title,
                message: title,
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
  person: Shown,
  value: 'stop' | 'resume',
  now: number,
): Change {
  return {
    field: 'user_preferences',
    value: {
      ...about(account),
      contacts: [contact(account, person)],
      user_preferences: [
        {
          ...(!person.hidden && { wa_id: person.number }),
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
