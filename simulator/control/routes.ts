import { Hono } from 'hono'
import { z } from 'zod'
import { nextFreeNumber, parseNumber } from '../phone-number'
import { FaultChange, ReviewChange } from '../store/options'
import { templateQualityChange, templateStatusChange } from '../webhooks/changes'
import type { World } from '../world'
import { accountStandingRoutes } from './account-routes'
import { channelControlRoutes } from './channel-routes'
import { lifeRoutes, showClock } from './life'
import { webhookRoutes } from './webhook-routes'

const digits = z.string().regex(/^[1-9]\d{7,14}$/, 'E.164 digits without plus')

const AccountBody = z.object({
  businessName: z.string().min(1),
  phoneNumberId: z.string().regex(/^\d+$/),
  displayPhoneNumber: digits,
  verifiedName: z.string().min(1),
  accessToken: z.string().min(1),
  appSecret: z.string().min(1),
  messagingLimit: z.string().default('TIER_10K'),
  qualityRating: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).default('GREEN'),
  about: z.object({ picture: z.string().optional(), colour: z.string().optional() }).optional(),
})

const Score = z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN'])

const TemplateBody = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  name: z.string().min(1),
  language: z.string().min(2),
  category: z.string().min(1),
  components: z.array(z.looseObject({ type: z.string() })),
  parameter_format: z.string().default('POSITIONAL'),
  status: z.string().default('APPROVED'),
  quality_score: Score.default('UNKNOWN'),
  rejected_reason: z.string().default('NONE'),
})

export const PhoneBody = z.object({
  number: z.string(),
  /** Left out or empty: the name this number would have as a simulated customer. */
  name: z.string().trim().max(60).optional(),
  theme: z.enum(['light', 'dark']).optional(),
})

const StatusBody = z.object({
  event: z.string().min(1),
  reason: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
})

/** Statuses a template takes when an event says so; other events leave it as it was. */
const statusAfter: Record<string, string> = {
  APPROVED: 'APPROVED',
  REINSTATED: 'APPROVED',
  UNPAUSED: 'APPROVED',
  UNARCHIVED: 'APPROVED',
  REJECTED: 'REJECTED',
  PAUSED: 'PAUSED',
  DISABLED: 'DISABLED',
  PENDING: 'PENDING',
  PENDING_DELETION: 'PENDING_DELETION',
  DELETED: 'DELETED',
  IN_APPEAL: 'IN_APPEAL',
  ARCHIVED: 'ARCHIVED',
  LOCKED: 'LOCKED',
}

/** Adds or changes a phone of the screen; undefined when the number is no phone number or a business has it. */
export function putPhone(world: World, body: z.infer<typeof PhoneBody>) {
  const number = parseNumber(body.number)
  if (!number || world.store.accounts.byNumber(number)) return undefined
  const before = world.store.people.phone(number)
  const usual = world.store.people.phones().length % 2 === 0 ? 'light' : 'dark'
  const phone = {
    number,
    name: body.name || before?.name || world.play.nameOf(number),
    theme: body.theme ?? before?.theme ?? usual,
    created_at: before?.created_at ?? world.clock(),
  }
  world.store.people.putPhone(phone)
  world.log.emitter.emit('phones')
  return phone
}

/** Sets the stage: accounts, templates, phones, behaviour and faults. For loopback use, without a key. */
export function controlRoutes(world: World): Hono {
  const { store, delivery, clock, log } = world
  const app = new Hono()

  app.onError((error, context) => {
    if (error instanceof z.ZodError) return context.json({ error: z.prettifyError(error) }, 400)
    if (error instanceof SyntaxError) return context.json({ error: 'The body is not JSON.' }, 400)
    throw error
  })

  app.route('/', lifeRoutes(world))
  accountStandingRoutes(app, world)
  webhookRoutes(app, world)
  app.route('/', channelControlRoutes(world))

  app.get('/health', (context) =>
    context.json({
      ok: true,
      accounts: store.accounts.all().length,
      phones: store.people.phones().length,
      clock: showClock(world),
      queuedWebhooks: store.outbox.count() + store.cm.countPosts(),
      smtpPort: world.smtpPort,
    }),
  )

  app.put('/accounts/:wabaId', async (context) => {
    const body = AccountBody.parse(await context.req.json())
    const wabaId = context.req.param('wabaId')
    store.accounts.put({
      waba_id: wabaId,
      business_name: body.businessName,
      phone_number_id: body.phoneNumberId,
      display_phone_number: body.displayPhoneNumber,
      verified_name: body.verifiedName,
      access_token: body.accessToken,
      app_secret: body.appSecret,
      messaging_limit: body.messagingLimit,
      quality_rating: body.qualityRating,
      picture_svg: body.about?.picture ?? null,
      colour: body.about?.colour ?? null,
    })
    log.emitter.emit('phones')
    return context.json({ wabaId, phoneNumberId: body.phoneNumberId })
  })

  app.put('/accounts/:wabaId/templates', async (context) => {
    const wabaId = context.req.param('wabaId')
    if (!store.accounts.byWaba(wabaId)) return context.json({ error: 'This account does not exist.' }, 404)
    const templates = z.array(TemplateBody).parse(await context.req.json())
    const ids = store.transaction(() =>
      templates.map((template) => ({
        id: store.templates.put({ ...template, waba_id: wabaId }, clock()),
        name: template.name,
        language: template.language,
      })),
    )
    return context.json({ templates: ids })
  })

  const templateIn = (id: string) => {
    const template = store.templates.byId(id)
    const account = template && store.accounts.byWaba(template.waba_id)
    return template && account ? { template, account } : undefined
  }

  app.post('/templates/:id/quality', async (context) => {
    const { score } = z.object({ score: Score }).parse(await context.req.json())
    const found = templateIn(context.req.param('id'))
    if (!found) return context.json({ error: 'This template does not exist.' }, 404)
    store.templates.setQuality(found.template.id, score, world.time.stamp(clock()))
    delivery.enqueue(found.account, templateQualityChange(found.template, score))
    return context.json({ id: found.template.id, quality_score: score })
  })

  app.post('/templates/:id/status', async (context) => {
    const update = StatusBody.parse(await context.req.json())
    const found = templateIn(context.req.param('id'))
    if (!found) return context.json({ error: 'This template does not exist.' }, 404)
    const status = statusAfter[update.event] ?? found.template.status
    store.templates.setStatus(found.template.id, status, update.reason ?? 'NONE')
    delivery.enqueue(found.account, templateStatusChange(found.template, update))
    return context.json({ id: found.template.id, status })
  })

  app.post('/phones', async (context) => {
    const phone = putPhone(world, PhoneBody.parse(await context.req.json()))
    return phone ? context.json(phone) : context.json({ error: 'This is not a phone number.' }, 400)
  })
  app.get('/phones/next', (context) =>
    context.json({ number: nextFreeNumber((number) => store.people.phone(number) !== undefined) }),
  )

  app.put('/customers', async (context) => {
    const people = z
      .array(z.object({ number: digits, name: z.string().min(1) }))
      .parse(await context.req.json())
    store.transaction(() => {
      for (const person of people) store.people.nameCustomer(person.number, person.name)
    })
    return context.json({ customers: people.length })
  })

  app.get('/faults', (context) => context.json(store.options.faults()))
  app.post('/faults', async (context) => {
    store.options.setFaults(FaultChange.parse(await context.req.json()), world.time.wall())
    // An outage that ends early lets what waited out at once.
    if (store.options.faults().webhookOutageUntil === 0) world.wakeWebhooks()
    log.emitter.emit('faults')
    return context.json(store.options.faults())
  })

  app.get('/review', (context) => context.json(store.options.review()))
  app.post('/review', async (context) => {
    store.options.setReview(ReviewChange.parse(await context.req.json()))
    return context.json(store.options.review())
  })

  app.get('/messages', (context) => {
    const to = context.req.query('to')
    const number = to === undefined ? undefined : parseNumber(to)
    const messages = number ? store.messages.byPeer(number) : store.messages.latest(200)
    return context.json({ messages })
  })

  app.post('/reset', (context) => {
    world.time.reset()
    store.empty()
    world.play.forget()
    log.clear()
    log.emitter.emit('phones')
    log.emitter.emit('faults')
    return context.json({ ok: true })
  })

  return app
}
