import type { Recipient, TemplateMessage, TextMessage, TextParameter } from './types'

/** Without the plus Meta puts our own country code in front. */
const withPlus = (number: string) => (number.startsWith('+') ? number : `+${number}`)

const textParameter = ({ name, text }: TextParameter) => ({
  type: 'text',
  ...(name === undefined ? {} : { parameter_name: name }),
  text,
})

type Component = Record<string, unknown>

function headerComponent(header: TemplateMessage['header']): Component[] {
  if (!header) return []
  if (header.kind === 'text') {
    return header.parameters.length > 0
      ? [{ type: 'header', parameters: header.parameters.map(textParameter) }]
      : []
  }
  return [{ type: 'header', parameters: [{ type: header.kind, [header.kind]: { link: header.link } }] }]
}

const buttonComponent = (button: TemplateMessage['buttons'][number]): Component => ({
  type: 'button',
  sub_type: button.kind === 'url' ? 'url' : 'quick_reply',
  index: String(button.index),
  parameters: [
    button.kind === 'url'
      ? { type: 'text', text: button.text }
      : { type: 'payload', payload: button.payload },
  ],
})

/** Of the two WhatsApp takes `to` first, so only one of them is ever named. */
const address = ({ toE164, toUserId }: Recipient) =>
  toE164 ? { to: withPlus(toE164) } : { recipient: toUserId ?? '' }

const envelope = (message: Recipient & { messageId: string }) => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  ...address(message),
  biz_opaque_callback_data: message.messageId,
})

/** The body of `POST /<PHONE_NUMBER_ID>/messages` for a template. */
export function templateBody(message: TemplateMessage) {
  const components = [
    ...headerComponent(message.header),
    ...(message.body.length > 0 ? [{ type: 'body', parameters: message.body.map(textParameter) }] : []),
    ...message.buttons.map(buttonComponent),
  ]
  return {
    ...envelope(message),
    type: 'template',
    template: {
      name: message.templateName,
      language: { code: message.language },
      ...(components.length > 0 ? { components } : {}),
    },
  }
}

/** The body of the same call for a free-form text. */
export const textBody = (message: TextMessage) => ({
  ...envelope(message),
  ...(message.inReplyTo === undefined ? {} : { context: { message_id: message.inReplyTo } }),
  type: 'text',
  text: { preview_url: false, body: message.body },
})
