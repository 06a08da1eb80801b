import { z } from 'zod'
import type { Account } from '../store/accounts'
import type { World } from '../world'
import { GraphError } from './errors'
import { parsePart } from './read-json'

const ReadMark = z.object({
  messaging_product: z.literal('whatsapp'),
  message_id: z.string(),
  typing_indicator: z.object({ type: z.literal('text') }).optional(),
})

/** `POST /{phone-number-id}/messages` with `status: read`; may show "typing" to the person. */
export function markRead(world: World, account: Account, body: Record<string, unknown>) {
  const { message_id: id, typing_indicator: typing } = parsePart(ReadMark, body)
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
  if (typing) world.log.emitter.emit('typing', message.peer, account.phone_number_id)
  world.log.emitter.emit('phone', message.peer)
  return { success: true }
}
