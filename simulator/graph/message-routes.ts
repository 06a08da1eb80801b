import type { Hono } from 'hono'
import type { World } from '../world'
import { senderOf } from './access'
import type { Call, Env, Handle } from './handle'
import { markRead } from './mark-read'
import { postMessage } from './messages'
import { readJson } from './read-json'

/** What a business sends. */
export function messageRoutes(app: Hono<Env>, world: World, handle: Handle) {
  const send = (lite: boolean) =>
    handle(async (context, accounts): Promise<Call> => {
      const account = senderOf(accounts, context.req.param('id') ?? '')
      const body = await readJson(context)
      if (!lite && body['status'] === 'read') {
        return { title: 'markedRead', body: markRead(world, account, body) }
      }
      const answer = postMessage(world, account, body, lite)
      const [contact] = answer.contacts
      const name = contact?.wa_id ? world.play.nameOf(contact.wa_id) : (contact?.user_id ?? '')
      const template = (body['template'] as { name?: string } | undefined)?.name
      const status = answer.messages[0]?.message_status ?? 'accepted'
      return template
        ? { title: 'sentTemplate', params: { template, name }, answer: status, body: answer }
        : { title: 'sentMessage', params: { name }, answer: status, body: answer }
    })
  app.post('/:id/messages', send(false))
  app.post('/:id/marketing_messages', send(true))
}
