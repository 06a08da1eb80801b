import { z } from 'zod'
import { admit, checkThroughput } from '../consequences/admit'
import { newMessageId } from '../customers/stage'
import { identityKeyHash } from '../identity-key'
import type { Account } from '../store/accounts'
import type { Content } from '../store/messages'
import type { Template } from '../store/templates'
import type { World } from '../world'
import { checkRecipient, checkSender } from './check-sender'
import { GraphError } from './errors'
import { fillTemplate } from './fill-template'
import { freeForm } from './free-form/free-form'
import type { FindMedia } from './media-reference'
import { parsePart } from './read-json'
import { recipientOf } from './recipient'
import { sendableTemplate } from './sendable-template'

const Envelope = z.object({
  to: z.string().optional(),
  recipient: z.string().optional(),
  recipient_type: z.enum(['individual', 'group']).default('individual'),
  type: z.string().default('text'),
  biz_opaque_callback_data: z.string().max(512).optional(),
  recipient_identity_key_hash: z.string().optional(),
  context: z.object({ message_id: z.string() }).optional(),
})

const MarketingOptions = z.object({
  product_policy: z.enum(['CLOUD_API_FALLBACK', 'STRICT']).optional(),
  message_activity_sharing: z.boolean().optional(),
})

/**
 * `POST /{phone-number-id}/messages` and `/marketing_messages` (`lite`): accepts a message, or refuses it with the
 * documented code before anything is kept.
 */
export function postMessage(world: World, account: Account, body: Record<string, unknown>, lite = false) {
  if (body['messaging_product'] !== 'whatsapp') {
    throw new GraphError(100, 'The parameter messaging_product is required.')
  }
  const envelope = parsePart(Envelope, body)
  if (lite) parsePart(MarketingOptions, body)
  const now = world.clock()
  checkSender(account, now)
  if (envelope.recipient_type === 'group') throw new GraphError(131041, 'The group is unknown.')
  const { peer, contact } = recipientOf(account, envelope.to, envelope.recipient)
  if (peer === account.display_phone_number) {
    throw new GraphError(131021, 'Sender and recipient phone number are the same.')
  }
  const hash = envelope.recipient_identity_key_hash
  if (hash !== undefined && hash !== identityKeyHash(peer)) {
    throw new GraphError(137000, 'The identity key of the recipient is another one than the hash given.')
  }
  checkThroughput(world, account)
  const relation = world.store.people.relation(account.phone_number_id, peer)
  const windowOpen = (relation?.window_until ?? 0) > now
  const findMedia: FindMedia = (id) => {
    const media = world.store.media.byId(id, world.time.wall())
    return media?.phone_number_id === account.phone_number_id ? media : undefined
  }
  let template: Template | undefined
  let content: Content
  if (envelope.type === 'template') {
    const found = sendableTemplate(world, account, body, lite)
    template = found.template
    content = fillTemplate(template, found.components, findMedia)
  } else {
    if (lite) throw new GraphError(131055, 'Only marketing templates are supported here.')
    content = freeForm(envelope.type, body, findMedia)
    if (!windowOpen) {
      throw new GraphError(
        131047,
        'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
      )
    }
  }
  checkRecipient(account, { peer, byNumber: contact.wa_id !== undefined, template, windowOpen })

  const id = newMessageId()
  const status = world.store.transaction(() => {
    const terms = { template, content, relation, lite, byNumber: contact.wa_id !== undefined }
    const { relation: after, ...admitted } = admit(world, account, peer, terms)
    world.store.people.receive(after)
    world.store.messages.add({
      ...admitted,
      id,
      waba_id: account.waba_id,
      phone_number_id: account.phone_number_id,
      peer,
      direction: 'out',
      type: envelope.type,
      content,
      template_id: template?.id ?? null,
      template_name: template?.name ?? null,
      opaque: envelope.biz_opaque_callback_data ?? null,
      context_id: envelope.context?.message_id ?? content.reaction?.message_id ?? null,
      error_code: null,
      created_at: now,
      read_at: null,
      opened_at: null,
    })
    if (admitted.status === 'accepted') world.play.accept(id)
    return admitted.status
  })
  const told = status === 'held' ? 'held_for_quality_assessment' : 'accepted'
  return {
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [{ id, ...(template && { message_status: told }) }],
  }
}
