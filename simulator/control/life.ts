import { Hono } from 'hono'
import { z } from 'zod'
import { usersOf } from '../consequences/messaging-limit'
import { measure } from '../consequences/quality'
import { Act, perform } from '../phone/acts'
import { parseNumber } from '../phone-number'
import { BehaviourChange, presets, Rules } from '../store/options'
import { ClockChange } from '../time'
import type { World } from '../world'

/** The clock as it stands, with the time of now. */
export const showClock = ({ time }: World) => {
  const { speed, timestamps } = time.state()
  return {
    now: new Date(time.now()).toISOString(),
    aheadMs: time.now() - time.wall(),
    speed,
    timestamps,
  }
}

/** Changes the clock and does everything that was due on the way. */
export function changeClock(world: World, change: z.infer<typeof ClockChange>) {
  world.time.change(change)
  const happened = world.play.catchUp()
  world.log.emitter.emit('faults')
  return { ...showClock(world), happened }
}

/** Clock, crowd and rules of the simulated world. */
export function lifeRoutes(world: World): Hono {
  const { store, log, clock } = world
  const app = new Hono()

  app.get('/clock', (context) => context.json(showClock(world)))
  app.post('/clock', async (context) =>
    context.json(changeClock(world, ClockChange.parse(await context.req.json()))),
  )

  app.get('/behaviour', (context) => context.json(store.options.behaviour()))
  app.get('/behaviour/presets', (context) => context.json(presets))
  app.post('/behaviour', async (context) => {
    store.options.setBehaviour(BehaviourChange.parse(await context.req.json()))
    log.emitter.emit('faults')
    return context.json(store.options.behaviour())
  })

  app.get('/rules', (context) => context.json(store.options.rules()))
  app.post('/rules', async (context) => {
    store.options.setRules(Rules.partial().parse(await context.req.json()))
    return context.json(store.options.rules())
  })

  app.post('/people/:number/acts', async (context) => {
    const number = parseNumber(context.req.param('number'))
    if (!number) return context.json({ error: 'This is not a phone number.' }, 400)
    const { status, body } = perform(world, number, Act.parse(await context.req.json()))
    return context.json(body, status)
  })

  /** How pushy a template is, 0 to 1; null lets its text tell. */
  app.post('/templates/:id/appeal', async (context) => {
    const { pushiness } = z
      .object({ pushiness: z.number().min(0).max(1).nullable() })
      .parse(await context.req.json())
    const template = store.templates.byId(context.req.param('id'))
    if (!template) return context.json({ error: 'This template does not exist.' }, 404)
    store.lives.change(template.id, { appeal: pushiness })
    return context.json({ id: template.id, pushiness })
  })

  /** Why a template is rated as it is, and what befell it. */
  app.get('/templates/:id', (context) => {
    const template = store.templates.byId(context.req.param('id'))
    if (!template) return context.json({ error: 'This template does not exist.' }, 404)
    const life = store.lives.of(template.id)
    const feedback = store.lives.feedback(template.id, Math.max(life.since, clock() - 7 * 86_400_000))
    return context.json({
      ...life,
      status: template.status,
      quality_score: template.quality_score,
      held: store.messages.held(template.id).length,
      ...measure(feedback, clock()),
      feedback,
    })
  })

  /** How much of its limits a business has used. */
  app.get('/accounts/:wabaId', (context) => {
    const account = store.accounts.byWaba(context.req.param('wabaId'))
    if (!account) return context.json({ error: 'This account does not exist.' }, 404)
    const most = usersOf(account.messaging_limit)
    return context.json({
      messaging_limit: account.messaging_limit,
      reached_in_24_hours: store.reached.of(account.waba_id).count(clock()),
      left: Number.isFinite(most) ? most - store.reached.of(account.waba_id).count(clock()) : null,
      quality_rating: account.quality_rating,
      throughput: store.options.throughput(account.phone_number_id),
    })
  })
  app.post('/accounts/:wabaId/throughput', async (context) => {
    const { level } = z.object({ level: z.enum(['STANDARD', 'HIGH']) }).parse(await context.req.json())
    const account = store.accounts.byWaba(context.req.param('wabaId'))
    if (!account) return context.json({ error: 'This account does not exist.' }, 404)
    store.options.setThroughput(account.phone_number_id, level)
    return context.json({ throughput: level })
  })

  return app
}
