import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { changeClock, showClock } from '../control/life'
import { PhoneBody, putPhone } from '../control/routes'
import { nextFreeNumber, parseNumber, showNumber } from '../phone-number'
import { BehaviourChange, FaultChange } from '../store/options'
import { ClockChange } from '../time'
import type { World } from '../world'
import { Act, perform } from './acts'
import { assets } from './assets'
import { stopMails } from './inboxes'
import { mailPage } from './mail-page'
import { boardPage, chatPage, unknownNumberPage } from './pages'
import { showBusiness, showChats, showPhone } from './view'
import { chooseLanguage } from './words'

const frameAncestors = 'http://localhost:* http://127.0.0.1:*'
const pagePolicy = [
  "default-src 'none'",
  // WebAssembly for the reader of QR codes.
  "script-src 'self' 'wasm-unsafe-eval'",
  "frame-src 'self'",
  "media-src 'self' http: https:",
  "style-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob: http: https:",
  "form-action 'self'",
  "base-uri 'none'",
  `frame-ancestors ${frameAncestors}`,
].join('; ')
const wireEveryMs = 250
const pingEveryMs = 20_000

/** The screen: the board of phones, WhatsApp's own links, and what the phones do. */
export function phoneRoutes(world: World): Hono {
  const { store, play, log, time } = world
  const app = new Hono()

  const page = (markup: string, status = 200) =>
    new Response(markup, {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  const lookOf = (query: (name: string) => string | undefined, accept: string | undefined) => ({
    language: chooseLanguage(query('lang'), accept),
    theme: z.enum(['light', 'dark']).optional().catch(undefined).parse(query('theme')),
    embedded: query('embed') === '1',
  })

  app.get('/', (context) => {
    const look = lookOf((name) => context.req.query(name), context.req.header('accept-language'))
    return page(boardPage(look, world.settings.seed))
  })

  app.get('/wa.me/:digits', (context) => {
    const look = lookOf((name) => context.req.query(name), context.req.header('accept-language'))
    const number = parseNumber(context.req.param('digits'))
    const account = number === undefined ? undefined : store.accounts.byNumber(number)
    if (!account) return page(unknownNumberPage(look, number && showNumber(number)), 404)
    const asked = parseNumber(context.req.query('phone') ?? '')
    return page(
      chatPage(look, {
        business: showBusiness(account),
        draft: (context.req.query('text') ?? '').slice(0, 4096),
        phone: asked ? { number: asked, shown: showNumber(asked), name: play.nameOf(asked) } : null,
      }),
    )
  })

  // What a short link (`wa.me/message/CODE`) opens: the chat with its text.
  app.get('/wa.me/message/:code', (context) => {
    const link = store.links.find(context.req.param('code'))
    const account = link && store.accounts.byNumberId(link.phone_number_id)
    const query = new URLSearchParams(new URL(context.req.url).searchParams)
    if (!link || !account) {
      const look = lookOf((name) => context.req.query(name), context.req.header('accept-language'))
      return page(unknownNumberPage(look, undefined), 404)
    }
    query.set('text', link.prefilled_message)
    return context.redirect(`/wa.me/${account.display_phone_number}?${query}`)
  })

  app.get('/phone/links/:code', (context) => {
    const link = store.links.find(context.req.param('code'))
    const account = link && store.accounts.byNumberId(link.phone_number_id)
    if (!link || !account) return context.json({ problem: 'link' }, 404)
    return context.json({ chat: account.display_phone_number, draft: link.prefilled_message })
  })

  // Files of messages, for the screen of this machine: a person needs no token to see what they got.
  app.get('/phone/media/:id', (context) => {
    const media = store.media.byId(context.req.param('id'), time.wall())
    const bytes = media && store.media.bytes(media.id)
    if (!media || !bytes) return context.notFound()
    return context.body(bytes, 200, {
      'content-type': media.mime_type,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    })
  })

  app.get('/assets/:name{.+}', (context) => {
    const asset = assets.get(context.req.param('name'))
    if (!asset) return context.notFound()
    if (context.req.header('if-none-match') === asset.tag) return context.body(null, 304)
    return context.body(asset.body, 200, {
      'content-type': asset.type,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      etag: asset.tag,
    })
  })

  app.get('/phone/pictures/:file', (context) => {
    const svg = store.accounts.byNumberId(context.req.param('file').replace(/\.svg$/, ''))?.picture_svg
    if (!svg) return context.notFound()
    return context.body(svg, 200, {
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
  })

  app.get('/phone/state', (context) =>
    context.json({
      businesses: store.accounts.all().map(showBusiness),
      phones: store.people.phones().map(showPhone),
      behaviour: store.options.behaviour(),
      faults: { ...store.options.faults(), outage: store.options.faults().webhookOutageUntil > time.wall() },
      clock: showClock(world),
      crowd: store.options.crowd(),
      nextNumber: `+${nextFreeNumber((number) => store.people.phone(number) !== undefined)}`,
    }),
  )

  app.get('/phone/wire', (context) =>
    context.json({ entries: log.latest(40), waiting: store.outbox.count(), now: time.wall() }),
  )

  app.get('/phone/events', (context) =>
    streamSSE(context, async (stream) => {
      let wireTimer: NodeJS.Timeout | undefined
      const send = (event: string, data = '') => void stream.writeSSE({ event, data })
      const onPhone = (number: string) => send('phone', number)
      const onPhones = () => send('phones')
      const onFaults = () => send('faults')
      const onWire = () => {
        wireTimer ??= setTimeout(() => {
          wireTimer = undefined
          send('wire')
        }, wireEveryMs)
      }
      log.emitter.on('phone', onPhone).on('phones', onPhones).on('faults', onFaults).on('wire', onWire)
      send('hello')
      const ping = setInterval(() => send('ping'), pingEveryMs)
      // Stays open until the screen goes away or the simulator stops.
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve)
        log.emitter.once('closing', resolve)
      })
      clearInterval(ping)
      clearTimeout(wireTimer)
      log.emitter.off('phone', onPhone).off('phones', onPhones).off('faults', onFaults).off('wire', onWire)
    }),
  )

  app.post('/phone/phones', async (context) => {
    const body = PhoneBody.safeParse(await context.req.json())
    if (!body.success) return context.json({ problem: 'name' }, 400)
    const phone = putPhone(world, body.data)
    return phone ? context.json(showPhone(phone)) : context.json({ problem: 'number' }, 400)
  })

  app.post('/phone/faults', async (context) => {
    store.options.setFaults(FaultChange.parse(await context.req.json()), time.wall())
    if (store.options.faults().webhookOutageUntil === 0) world.wakeWebhooks()
    log.emitter.emit('faults')
    return context.json({ ok: true })
  })

  app.post('/phone/clock', async (context) => {
    const change = ClockChange.safeParse(await context.req.json())
    return change.success
      ? context.json(changeClock(world, change.data))
      : context.json({ problem: 'clock' }, 400)
  })

  app.post('/phone/behaviour', async (context) => {
    const change = BehaviourChange.safeParse(await context.req.json())
    if (!change.success) return context.json({ problem: 'behaviour' }, 400)
    store.options.setBehaviour(change.data)
    log.emitter.emit('faults')
    return context.json({ ok: true })
  })

  app.get('/phone/phones/:number', (context) => {
    const phone = store.people.phone(context.req.param('number'))
    return phone ? context.json(showChats(world, phone)) : context.json({ problem: 'phone' }, 404)
  })

  app.get('/phone/phones/:number/mails/:id', (context) => {
    const phone = store.people.phone(context.req.param('number'))
    const mail = store.mails.byId(context.req.param('id'))
    if (!phone || mail?.address !== world.addressOf(phone) || mail.html === null) return context.notFound()
    return mailPage(mail.html)
  })

  app.post('/phone/phones/:number/mails/:id/stop', async (context) => {
    const taken = await stopMails(world, context.req.param('number'), context.req.param('id'))
    return taken ? context.json({ ok: true }) : context.json({ problem: 'stop' }, 409)
  })

  app.delete('/phone/phones/:number', (context) => {
    store.people.removePhone(context.req.param('number'))
    log.emitter.emit('phones')
    return context.json({ ok: true })
  })

  app.post('/phone/phones/:number/acts', async (context) => {
    const phone = store.people.phone(context.req.param('number'))
    const parsed = Act.safeParse(await context.req.json())
    if (!phone) return context.json({ problem: 'phone' }, 404)
    if (!parsed.success) return context.json({ problem: 'act' }, 400)
    const { status, body } = perform(world, phone.number, parsed.data)
    return context.json(body, status)
  })

  return app
}
