import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Account } from '../store/accounts'
import type { World } from '../world'
import { accountsOf } from './auth'
import { GraphError, noSuchObject } from './errors'
import { postMessage } from './messages'
import { showAccount, showPhoneNumber } from './numbers'
import { readJson } from './read-json'
import { listSubscriptions, subscribe, unsubscribe } from './subscriptions'
import { createTemplate, listTemplates, showTemplate } from './templates'

type Env = { Bindings: Partial<HttpBindings> }
type Call = { title: string; params?: Record<string, string>; answer?: string; body: object }

const fieldsOf = (address: URL) =>
  (address.searchParams.get('fields') ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter(Boolean)

/** The Graph API, mounted under a version such as `/v24.0`. */
export function graphRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>()
  const { store, log, clock, settings } = world

  /** Answers a call: token first, then the work; faults on demand come in between, and the log at the end. */
  const handle =
    (work: (context: Context<Env>, accounts: Account[], address: URL) => Call | Promise<Call>) =>
    async (context: Context<Env>): Promise<Response> => {
      const started = performance.now()
      const address = new URL(context.req.url)
      const faults = store.options.faults()
      let call: Call
      let http = 200
      try {
        if (faults.latencyMs > 0) await wait(faults.latencyMs)
        const accounts = accountsOf(
          store,
          context.req.header('authorization'),
          address.searchParams.get('access_token') ?? undefined,
        )
        if (faults.fail5xx > 0 && Math.random() < faults.fail5xx) {
          throw new GraphError(2, '', { transient: true })
        }
        call = await work(context, accounts, address)
      } catch (error) {
        const refusal = error instanceof GraphError ? error : undefined
        if (!refusal) throw error
        http = refusal.http
        call = {
          title: 'refused',
          params: { code: String(refusal.code), why: refusal.message },
          body: refusal.body(),
        }
      }
      const lost =
        http === 200 &&
        call.title.startsWith('sent') &&
        faults.loseAnswer > 0 &&
        Math.random() < faults.loseAnswer
      if (!settings.bench) {
        log.add({
          at: clock(),
          kind: 'call',
          title: call.title,
          params: call.params ?? {},
          detail: `${context.req.method} ${address.pathname.replace(/\/\d{6,}/, '/…')}`,
          answer: lost ? 'lost' : (call.answer ?? String(http)),
          ok: http === 200 && !lost,
          ms: performance.now() - started,
        })
      }
      if (lost) context.env.incoming?.socket.destroy()
      return Response.json(call.body, { status: http })
    }

  const accountIn = (accounts: Account[], wabaId: string) => {
    const account = accounts.find((one) => one.waba_id === wabaId)
    if (!account) throw noSuchObject(wabaId)
    return account
  }

  app.post(
    '/:id/messages',
    handle(async (context, accounts): Promise<Call> => {
      const id = context.req.param('id') ?? ''
      const account = accounts.find((one) => one.phone_number_id === id)
      if (!account) throw new GraphError(33, `The business phone number ${id} does not exist or was deleted.`)
      const body = await readJson(context)
      const answer = postMessage(world, account, body)
      if (body['status'] === 'read') return { title: 'markedRead', body: answer }
      const name = world.play.nameOf(String(body['to']).replace(/\D/g, ''))
      const template = (body['template'] as { name?: string } | undefined)?.name
      return template
        ? { title: 'sentTemplate', params: { template, name }, answer: 'accepted', body: answer }
        : { title: 'sentMessage', params: { name }, answer: 'accepted', body: answer }
    }),
  )

  app.get(
    '/:id/message_templates',
    handle((context, accounts, address) => ({
      title: 'listedTemplates',
      body: listTemplates(world, accountIn(accounts, context.req.param('id') ?? ''), address),
    })),
  )
  app.post(
    '/:id/message_templates',
    handle(async (context, accounts) => {
      const account = accountIn(accounts, context.req.param('id') ?? '')
      const body = await readJson(context)
      return {
        title: 'createdTemplate',
        params: { template: String(body['name']) },
        body: createTemplate(world, account, body),
      }
    }),
  )

  app.get(
    '/:id/subscribed_apps',
    handle((context, accounts) => ({
      title: 'readSubscription',
      body: listSubscriptions(accountIn(accounts, context.req.param('id') ?? '')),
    })),
  )
  app.post(
    '/:id/subscribed_apps',
    handle(async (context, accounts) => ({
      title: 'subscribed',
      body: await subscribe(
        world,
        accountIn(accounts, context.req.param('id') ?? ''),
        await readJson(context),
      ),
    })),
  )
  app.delete(
    '/:id/subscribed_apps',
    handle((context, accounts) => ({
      title: 'unsubscribed',
      body: unsubscribe(world, accountIn(accounts, context.req.param('id') ?? '')),
    })),
  )

  app.get(
    '/:id/phone_numbers',
    handle((context, accounts, address) => {
      const account = accountIn(accounts, context.req.param('id') ?? '')
      return { title: 'readNumber', body: { data: [showPhoneNumber(account, fieldsOf(address))] } }
    }),
  )

  app.get(
    '/:id',
    handle((context, accounts, address) => {
      const id = context.req.param('id') ?? ''
      const fields = fieldsOf(address)
      const byNumber = accounts.find((one) => one.phone_number_id === id)
      if (byNumber) return { title: 'readNumber', body: showPhoneNumber(byNumber, fields) }
      const byWaba = accounts.find((one) => one.waba_id === id)
      if (byWaba) return { title: 'readAccount', body: showAccount(byWaba, fields) }
      const template = store.templates.byId(id)
      if (!template || !accounts.some((one) => one.waba_id === template.waba_id)) throw noSuchObject(id)
      return {
        title: 'readTemplate',
        params: { template: template.name },
        body: showTemplate(template, fields),
      }
    }),
  )

  app.all(
    '*',
    handle((_context, _accounts, address) => {
      throw new GraphError(100, `Unknown path components: ${address.pathname}`, { subcode: 2500 })
    }),
  )
  return app
}
