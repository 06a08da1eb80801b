import type { CmMessage } from '../cm/gateway'
import { cmNumberOf, referenceOf } from '../cm/reference'
import type { TemplateMessage, TextMessage } from './types'

type Sender = { senderE164: string; namespace: string }
/** CM.com knows people by number only. */
type ByNumber = { toE164: string }
type Component = Record<string, unknown>

const mimeTypes: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  pdf: 'application/pdf',
}
const usualTypes = { image: 'image/jpeg', video: 'video/mp4', document: 'application/pdf' }

/** CM.com wants a name and a type beside the address; the address's ending tells both. */
function mediaOf(kind: 'image' | 'video' | 'document', link: string) {
  const name = new URL(link).pathname.split('/').at(-1) || kind
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  return { mediaName: name, mediaUri: link, mimeType: mimeTypes[ending] ?? usualTypes[kind] }
}

/** CM.com knows parameters by their place alone, so names are left out. */
const textParameter = ({ text }: { text: string }) => ({ type: 'text', text })

function headerComponent(header: TemplateMessage['header']): Component[] {
  if (!header) return []
  if (header.kind !== 'text') {
    const media = mediaOf(header.kind, header.link)
    return [{ type: 'header', parameters: [{ type: header.kind, media }] }]
  }
  if (header.parameters.length === 0) return []
  return [{ type: 'header', parameters: header.parameters.map(textParameter) }]
}

const buttonComponent = (button: TemplateMessage['buttons'][number]): Component => ({
  type: 'button',
  sub_type: button.kind === 'url' ? 'url' : 'quick_reply',
  index: button.index,
  parameters: [
    button.kind === 'url'
      ? { type: 'text', text: button.text }
      : { type: 'payload', payload: button.payload },
  ],
})

const envelope = (sender: Sender, message: ByNumber & { messageId: string }, content: string) => ({
  from: cmNumberOf(sender.senderE164),
  to: [{ number: cmNumberOf(message.toE164) }] as [{ number: string }],
  // Read only where a channel falls back to SMS, which we do not allow.
  body: { type: 'auto' as const, content },
  reference: referenceOf(message.messageId),
  allowedChannels: ['WhatsApp'] as ['WhatsApp'],
})

/** The entry of `POST /v1.0/message` for a template. */
export function cmTemplate(sender: Sender, message: TemplateMessage & ByNumber): CmMessage {
  const components = [
    ...headerComponent(message.header),
    ...(message.body.length > 0 ? [{ type: 'body', parameters: message.body.map(textParameter) }] : []),
    ...message.buttons.map(buttonComponent),
  ]
  const whatsapp = {
    namespace: sender.namespace,
    element_name: message.templateName,
    language: { policy: 'deterministic', code: message.language },
    components,
  }
  return {
    ...envelope(sender, message, message.templateName),
    richContent: { conversation: [{ template: { whatsapp } }] },
  }
}

/** The same for a free-form text inside the service window. */
export const cmText = (sender: Sender, message: TextMessage & ByNumber): CmMessage => ({
  ...envelope(sender, message, message.body),
  richContent: {
    conversation: [
      {
        text: message.body,
        ...(message.inReplyTo === undefined ? {} : { context: { message_id: message.inReplyTo } }),
      },
    ],
  },
})
