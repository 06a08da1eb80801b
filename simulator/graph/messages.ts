import { z } from 'zod'
import { newMessageId } from '../customers/play'
import { parseNumber } from '../phone-number'
import type { Account } from '../store/accounts'
import type { Content, Pricing } from '../store/messages'
import type { Template } from '../store/templates'
import type { World } from '../world'
import { GraphError } from './errors'
import { fillTemplate } from './fill-template'
import { freeForm } from './free-form'
import { parsePart } from './read-json'

const TemplatePart = z.object({
  name: z.string(),
  language: z.object({ code: z.string(), policy: z.string().optional() }),
  components: z.unknown().optional(),
})
const Envelope = z.object({
  to: z.string(),
  type: z.string().default('text'),
  biz_opaque_callback_data: z.string().max(512).optional(),
  context: z.object({ message_id: z.string() }).optional(),
})
const ReadMark = z.object({ message_id: z.string() })

function templateFor(world: World, account: Account, body: Record<string, unknown>) {
  const part = parsePart(TemplatePart, body['template'], 'template')
  const template = world.store.templates.find(account.waba_id, part.name, part.language.code)
  const sendable = template && ['APPROVED', 'PAUSED', 'DISABLED'].includes(template.status)
  if (!template || !sendable) {
    throw new GraphError(132001, `template name (${part.name}) does not exist in ${part.language.code}`)
  }
  if (template.status === 'PAUSED') {
    throw new GraphError(132015, `Template ${part.name} is paused because of its low quality.`)
  }
  if (template.status === 'DISABLED') {
    throw new GraphError(132016, `Template ${part.name} was paused too often and is disabled for good.`)
  }
  return { template, content: fillTemplate(template, part.components) }
}

function pricingOf(template: Template | undefined, windowOpen: boolean): Pricing {
  const category = template ? template.category.toLowerCase() : 'service'
  const free = !template || (windowOpen && template.category === 'UTILITY')
  return {
    billable: !free,
    pricing_model: 'PMP',
    type: free ? 'free_customer_service' : 'regular',
    category,
  }
}

/** `POST /{phone-number-id}/messages`: accepts a message, or marks one as read. */
export function postMessage(world: World, account: Account, body: Record<string, unknown>) {
  if (body['messaging_product'] !== 'whatsapp') {
    throw new GraphError(100, 'The parameter messaging_product is required.')
  }
  if (body['status'] === 'read') return markRead(world, account, body)

  const envelope = parsePart(Envelope, body)
  const peer = parseNumber(envelope.to)
  if (!peer) throw new GraphError(131009, 'Recipient phone number is not a valid number.')
  if (peer === account.display_phone_number) {
    throw new GraphError(131021, 'Sender and recipient phone number are the same.')
  }
  const now = world.clock()
  const relation = world.store.people.relation(account.phone_number_id, peer)
  const windowOpen = (relation?.window_until ?? 0) > now
  let template: Template | undefined
  let content: Content
  if (envelope.type === 'template') {
    const found = templateFor(world, account, body)
    template = found.template
    content = found.content
  } else {
    content = freeForm(envelope.type, body)
    if (!windowOpen) {
      throw new GraphError(
        131047,
        'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
      )
    }
  }

  const id = newMessageId()
  world.store.transaction(() => {
    const { received } = world.store.people.receive(account.phone_number_id, peer)
    world.store.messages.add({
      id,
      waba_id: account.waba_id,
      phone_number_id: account.phone_number_id,
      peer,
      direction: 'out',
      type: envelope.type,
      content,
      template_id: template?.id ?? null,
      template_name: template?.name ?? null,
      pricing: pricingOf(template, windowOpen),
      status: 'accepted',
      opaque: envelope.biz_opaque_callback_data ?? null,
      context_id: envelope.context?.message_id ?? null,
      nth: received,
      error_code: null,
      created_at: now,
      read_at: null,
    })
    world.play.accept(id)
  })
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input: envelope.to, wa_id: peer }],
    messages: [{ id, ...(template && { message_status: 'accepted' }) }],
  }
}

function markRead(world: World, account: Account, body: Record<string, unknown>) {
  const { message_id: id } = parsePart(ReadMark, body)
  const message = world.store.messages.byId(id)
  if (message?.direction !== 'in' || message.phone_number_id !== account.phone_number_id) {
    throw new GraphError(131009, `Message ${id} is not a message that this number received.`)
  }
  // A business reads a message with everything before it, as in the app.
  world.store.transaction(() => {
    for (const earlier of world.store.messages.thread(message.peer, message.phone_number_id)) {
      if (earlier.direction === 'in' && earlier.seq <= message.seq && earlier.status !== 'read') {
        world.store.messages.setRead(earlier.id, world.clock())
      }
    }
  })
  world.log.emitter.emit('phone', message.peer)
  return { success: true }
}
