import { z } from 'zod'
import type { Content, ContentButton } from '../../store/messages'
import { GraphError } from '../errors'
import { type FindMedia, mediaHeader } from '../media-reference'
import { parsePart } from '../read-json'
import {
  CallToAction,
  FlowAction,
  InteractiveHeader,
  ListAction,
  ProductSections,
  ReplyButtons,
} from './parts'

const Interactive = z.object({
  type: z.string(),
  header: InteractiveHeader.optional(),
  body: z.object({ text: z.string().min(1) }).optional(),
  footer: z.object({ text: z.string().max(60) }).optional(),
  action: z.record(z.string(), z.unknown()),
})
type Interactive = z.infer<typeof Interactive>

type Parts = Pick<Content, 'buttons' | 'list'>
type Kind = {
  /** Most characters of the body. */
  body: number
  headers: readonly string[]
  read: (action: Interactive['action']) => Parts
}

const oneButton = (button: ContentButton): Parts => ({ buttons: [button] })

function unique(ids: readonly string[], what: string) {
  if (new Set(ids).size < ids.length) throw new GraphError(131009, `${what} must be unique.`)
}

function replyButtons(action: Interactive['action']): Parts {
  const buttons = parsePart(ReplyButtons, action['buttons'], 'interactive.action.buttons')
  unique(
    buttons.map((button) => button.reply.id),
    'Reply ids',
  )
  unique(
    buttons.map((button) => button.reply.title),
    'Button titles',
  )
  return { buttons: buttons.map(({ reply }) => ({ kind: 'reply', text: reply.title, id: reply.id })) }
}

function list(action: Interactive['action']): Parts {
  const { button, sections } = parsePart(ListAction, action, 'interactive.action')
  const rows = sections.flatMap((section) => section.rows)
  if (rows.length > 10) throw new GraphError(131009, `Total row count exceed max allowed count: 10`)
  unique(
    rows.map((row) => row.id),
    'Row ids',
  )
  if (sections.length > 1 && sections.some((section) => !section.title)) {
    throw new GraphError(131008, 'Parameter interactive.action.sections.title is missing.')
  }
  return {
    list: {
      button,
      sections: sections.map((section) => ({
        title: section.title ?? '',
        rows: section.rows.map(({ id, title, description }) => ({
          id,
          title,
          ...(description && { description }),
        })),
      })),
    },
  }
}

function callToAction(action: Interactive['action']): Parts {
  const { display_text: text, url } = parsePart(
    CallToAction,
    action['parameters'],
    'interactive.action.parameters',
  )
  return oneButton({ kind: 'url', text, url })
}

function flow(action: Interactive['action']): Parts {
  const part = parsePart(FlowAction, action['parameters'], 'interactive.action.parameters')
  const screen = part.flow_action_payload?.screen
  return oneButton({
    kind: 'flow',
    text: part.flow_cta,
    flow_id: part.flow_id ?? part.flow_name ?? '',
    flow_token: part.flow_token ?? 'unused',
    ...(screen && { screen }),
  })
}

function productList(action: Interactive['action']): Parts {
  const sections = parsePart(ProductSections, action['sections'], 'interactive.action.sections')
  return oneButton({
    kind: 'products',
    text: 'View items',
    sections: sections.map((section) => ({
      title: section.title ?? '',
      products: section.product_items.map((item) => item.product_retailer_id),
    })),
  })
}

function product(action: Interactive['action']): Parts {
  const id = parsePart(
    z.string().min(1),
    action['product_retailer_id'],
    'interactive.action.product_retailer_id',
  )
  return oneButton({ kind: 'products', text: 'View', sections: [{ title: '', products: [id] }] })
}

const anyHeader = ['text', 'image', 'video', 'document']

const kinds: Record<string, Kind> = {
  button: { body: 1024, headers: anyHeader, read: replyButtons },
  list: { body: 4096, headers: ['text'], read: list },
  cta_url: { body: 1024, headers: anyHeader, read: callToAction },
  flow: { body: 1024, headers: anyHeader, read: flow },
  product: { body: 1024, headers: [], read: product },
  product_list: { body: 1024, headers: ['text'], read: productList },
  catalog_message: {
    body: 1024,
    headers: [],
    read: () => oneButton({ kind: 'catalog', text: 'View catalog' }),
  },
  location_request_message: {
    body: 1024,
    headers: [],
    read: () => oneButton({ kind: 'ask_location', text: 'Send location' }),
  },
  request_contact_info: {
    body: 1024,
    headers: [],
    read: () => oneButton({ kind: 'ask_contact', text: 'Share contact info' }),
  },
}

/** Kinds that may come without words of their own. */
const wordless = new Set(['product', 'catalog_message'])

/** What the phone shows of an interactive message; refuses kinds it does not know with 131009. */
export function interactive(value: unknown, findMedia: FindMedia): Content {
  const part = parsePart(Interactive, value, 'interactive')
  const kind = kinds[part.type]
  if (!kind) {
    throw new GraphError(
      131009,
      `Parameter interactive.type must be one of {${Object.keys(kinds).join(', ')}} - got "${part.type}".`,
    )
  }
  const body = part.body?.text
  if (body === undefined && !wordless.has(part.type)) {
    throw new GraphError(131008, 'Parameter interactive.body is missing.')
  }
  if (body !== undefined && body.length > kind.body) {
    throw new GraphError(131009, `Parameter interactive.body.text is longer than ${kind.body} characters.`)
  }
  if (part.header && !kind.headers.includes(part.header.type)) {
    throw new GraphError(131009, `Parameter interactive.header.type ${part.header.type} is not allowed here.`)
  }
  const header = part.header && headerOf(part.header, findMedia)
  return {
    ...(header && { header }),
    body: body ?? '',
    ...(part.footer && { footer: part.footer.text }),
    ...kind.read(part.action),
  }
}

function headerOf(header: z.infer<typeof InteractiveHeader>, findMedia: FindMedia): Content['header'] {
  if (header.type === 'text') {
    if (!header.text) throw new GraphError(131008, 'Parameter interactive.header.text is missing.')
    return { kind: 'text', text: header.text }
  }
  const media = header[header.type]
  if (!media) throw new GraphError(131008, `Parameter interactive.header.${header.type} is missing.`)
  return mediaHeader(header.type, media, 'interactive.header', findMedia)
}
