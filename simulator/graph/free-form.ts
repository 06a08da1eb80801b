import { z } from 'zod'
import type { Content } from '../store/messages'
import { GraphError } from './errors'
import { parsePart } from './read-json'

const Text = z.object({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() })
const Interactive = z.object({
  type: z.string(),
  header: z.object({ type: z.string(), text: z.string().max(60).optional() }).optional(),
  body: z.object({ text: z.string().min(1).max(1024) }),
  footer: z.object({ text: z.string().max(60) }).optional(),
  action: z.record(z.string(), z.unknown()),
})
const ReplyButtons = z
  .array(
    z.object({
      type: z.literal('reply'),
      reply: z.object({ id: z.string().min(1).max(256), title: z.string().min(1).max(20) }),
    }),
  )
  .min(1)
  .max(3)
const CallToAction = z.object({ display_text: z.string().min(1).max(20), url: z.url() })

function interactive(value: unknown): Content {
  const part = parsePart(Interactive, value, 'interactive')
  const content: Content = {
    body: part.body.text,
    ...(part.header?.text && { header: { kind: 'text', text: part.header.text } as const }),
    ...(part.footer && { footer: part.footer.text }),
  }
  if (part.type === 'button') {
    const buttons = parsePart(ReplyButtons, part.action['buttons'], 'interactive.action.buttons')
    if (new Set(buttons.map((button) => button.reply.id)).size < buttons.length) {
      throw new GraphError(131009, 'Reply ids must be unique.')
    }
    content.buttons = buttons.map(({ reply }) => ({ kind: 'reply', text: reply.title, id: reply.id }))
    return content
  }
  if (part.type === 'cta_url') {
    const action = parsePart(CallToAction, part.action['parameters'], 'interactive.action.parameters')
    content.buttons = [{ kind: 'url', text: action.display_text, url: action.url }]
    return content
  }
  throw new GraphError(131051, `interactive.type ${part.type} is not supported.`)
}

/** What the phone shows of a message outside templates; refuses types it does not know with 131051. */
export function freeForm(type: string, body: Record<string, unknown>): Content {
  if (type === 'text') return { body: parsePart(Text, body['text'], 'text').body }
  if (type === 'interactive') return interactive(body['interactive'])
  throw new GraphError(131051, `Message type ${type} is not supported.`)
}
