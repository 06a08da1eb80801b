import type { Hono } from 'hono'
import { z } from 'zod'
import { newMessageId } from '../customers/stage'
import { parseNumber } from '../phone-number'
import type { Account } from '../store/accounts'
import type { Template } from '../store/templates'
import type { Change } from '../webhooks/changes'
import { examples, type Subject } from '../webhooks/examples'
import { mergePatch } from '../webhooks/merge-patch'
import type { World } from '../world'

const serviceWindowMs = 24 * 60 * 60 * 1000

const About = z.object({
  /** Number of the person; the usual one is +31 6 55500199. */
  from: z.string().optional(),
  /** Name or id of a template of the account; else its first one. */
  template: z.string().optional(),
  /** Id of a message that the business sent. */
  message: z.string().optional(),
  opaque: z.string().max(512).optional(),
})

const ByExample = About.extend({
  example: z.enum(Object.keys(examples) as [string, ...string[]]),
  /** Merge patch over `value`. */
  change: z.record(z.string(), z.unknown()).optional(),
  /** The same that many times, each message with an id of its own. */
  times: z.number().int().min(1).max(5000).default(1),
})
const Plain = z.object({ field: z.string().min(1), value: z.record(z.string(), z.unknown()) })
const Body = z.union([ByExample, Plain, z.array(Plain).min(1).max(5000)])

const placeholder = (account: Account): Template => ({
  seq: 0,
  id: '1689556908129832',
  waba_id: account.waba_id,
  name: 'winterbeurt',
  language: 'nl',
  category: 'MARKETING',
  components: [{ type: 'BODY', text: 'Laat je fiets nakijken.' }],
  parameter_format: 'POSITIONAL',
  status: 'APPROVED',
  quality_score: 'GREEN',
  quality_at: 0,
  rejected_reason: 'NONE',
  created_at: 0,
  previous_category: null,
  correct_category: null,
  rejection_info: null,
  ttl_seconds: null,
  edits: [],
})

function subjectOf(world: World, account: Account, about: z.infer<typeof About>): Subject | undefined {
  const number = parseNumber(about.from ?? '+31655500199')
  if (!number) return undefined
  const templates = world.store.templates.list(account.waba_id)
  const template =
    templates.find((one) => one.id === about.template || one.name === about.template) ?? templates[0]
  const message = about.message === undefined ? undefined : world.store.messages.byId(about.message)
  return {
    account,
    person: {
      number,
      name: world.play.nameOf(number),
      username: world.play.usernameOf(number),
      hidden: false,
    },
    template: template ?? placeholder(account),
    messageId: about.message ?? newMessageId(),
    opaque: about.opaque ?? message?.opaque ?? null,
    at: world.time.stamp(world.time.now()),
  }
}

const patched = (change: Change, patch: Record<string, unknown> | undefined): Change =>
  patch === undefined ? change : { ...change, value: mergePatch(change.value, patch) as Change['value'] }

/** Webhooks by hand: any field in any shape, so that an app can be tested against each. */
export function webhookRoutes(app: Hono, world: World) {
  const { store, delivery } = world

  app.get('/accounts/:wabaId/webhooks', (context) => {
    const account = store.accounts.byWaba(context.req.param('wabaId'))
    const subject = account && subjectOf(world, account, {})
    if (!subject) return context.json({ error: 'This account does not exist.' }, 404)
    return context.json({
      waiting: store.outbox.count(),
      examples: Object.fromEntries(Object.entries(examples).map(([name, make]) => [name, make(subject)])),
    })
  })

  app.post('/accounts/:wabaId/webhooks', async (context) => {
    const account = store.accounts.byWaba(context.req.param('wabaId'))
    if (!account) return context.json({ error: 'This account does not exist.' }, 404)
    if (!delivery.isHeard(account)) {
      return context.json({ error: 'No callback is subscribed to this account.' }, 409)
    }
    const body = Body.parse(await context.req.json())
    const send = (changes: Change[]) => {
      store.transaction(() => {
        for (const change of changes) delivery.enqueue(account, change)
      })
      return context.json({ sent: changes })
    }
    if (Array.isArray(body)) return send(body)
    if ('field' in body) return send([body])
    const make = examples[body.example]
    const subject = subjectOf(world, account, body)
    if (!make || !subject) return context.json({ error: 'This is not a phone number.' }, 400)
    const changes = Array.from({ length: body.times }, () => patched(make(subject), body.change))
    // Who writes may be answered, also when it was by hand.
    if (changes[0]?.value['messages']) {
      const until = world.time.now() + serviceWindowMs
      store.people.openWindow(account.phone_number_id, subject.person.number, until)
    }
    return send(changes)
  })
}
