import { Hono } from 'hono'
import { z } from 'zod'
import { parseNumber } from '../phone-number'
import type { World } from '../world'

const guid = z.guid()
const address = z.url({ protocol: /^https?$/ }).nullable()

const CmAccountBody = z.object({
  name: z.string().min(1),
  /** Digits of a number that an account of `/control/accounts` has: CM.com runs it from now on. */
  whatsappNumber: z
    .string()
    .regex(/^[1-9]\d{7,14}$/)
    .nullable()
    .default(null),
  namespace: z.string().min(1).nullable().default(null),
  statusesUrl: address.default(null),
  messagesUrl: address.default(null),
  balance: z.number().int().min(0).nullable().default(null),
})

/** Sets the stage for CM.com, SMS and e-mail; part of `/control`. */
export function channelControlRoutes(world: World): Hono {
  const { store, log } = world
  const app = new Hono()

  app.get('/cm/accounts', (context) => context.json({ accounts: store.cm.all() }))
  app.put('/cm/accounts/:token', async (context) => {
    const token = guid.parse(context.req.param('token'))
    const body = CmAccountBody.parse(await context.req.json())
    const run = body.whatsappNumber ? store.accounts.byNumber(body.whatsappNumber) : undefined
    if (body.whatsappNumber && !run) {
      return context.json({ error: 'No account has this WhatsApp number.' }, 404)
    }
    // With a reseller the platform calls the reseller's app, and the one that was subscribed before hears no more.
    if (run && store.cm.byToken(token)?.whatsapp_number !== body.whatsappNumber) {
      store.accounts.unsubscribe(run.waba_id)
    }
    store.cm.put({
      product_token: token,
      name: body.name,
      whatsapp_number: body.whatsappNumber,
      namespace: body.namespace,
      statuses_url: body.statusesUrl,
      messages_url: body.messagesUrl,
      balance: body.balance,
    })
    world.cm.wake()
    return context.json({ productToken: token })
  })
  app.put('/cm/blocked/:number', async (context) => {
    const number = parseNumber(context.req.param('number'))
    if (!number) return context.json({ error: 'This is not a phone number.' }, 400)
    const { blocked } = z.object({ blocked: z.boolean() }).parse(await context.req.json())
    store.cm.setBlocked(number, blocked)
    return context.json({ number, blocked })
  })

  app.get('/sms', (context) => {
    const to = parseNumber(context.req.query('to') ?? '')
    return context.json({ sms: to ? store.sms.byPeer(to) : store.sms.latest(200) })
  })

  app.get('/mails', (context) => {
    const to = context.req.query('to')
    return context.json(to ? { mails: store.mails.byAddress(to) } : { inboxes: store.mails.inboxes() })
  })
  app.put('/phones/:number/address', async (context) => {
    const number = parseNumber(context.req.param('number'))
    if (!number || !store.people.phone(number)) return context.json({ error: 'No such phone.' }, 404)
    const { address: own } = z.object({ address: z.email() }).parse(await context.req.json())
    store.mails.setAddress(number, own)
    log.emitter.emit('phone', number)
    return context.json({ number, address: own.toLowerCase() })
  })
  return app
}
