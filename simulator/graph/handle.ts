import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Account } from '../store/accounts'
import type { World } from '../world'
import { accountsOf } from './auth'
import { GraphError } from './errors'
import { createFaults } from './faults'

export type Env = { Bindings: Partial<HttpBindings> }

/** One answered call: `title` and `params` are a sentence of phone/words.ts, `body` is the JSON of the answer. */
export type Call = {
  title: string
  params?: Record<string, string>
  answer?: string
  body: object
  headers?: Record<string, string>
}

export type Work = (context: Context<Env>, accounts: Account[], address: URL) => Call | Promise<Call>
export type Handle = (work: Work) => (context: Context<Env>) => Promise<Response>

/** Answers a call: token first, then the work; faults on demand come in between, and the log at the end. */
export function createHandle(world: World): Handle {
  const { store, log, time, settings } = world
  const faults = createFaults(world)
  return (work) => async (context) => {
    const started = performance.now()
    const address = new URL(context.req.url)
    let call: Call
    let http = 200
    try {
      const isSend = context.req.method === 'POST' && /messages$/.test(address.pathname)
      await faults.before(isSend)
      const accounts = accountsOf(
        store,
        context.req.header('authorization'),
        address.searchParams.get('access_token') ?? undefined,
      )
      if (isSend) faults.refuse()
      call = await work(context, accounts, address)
    } catch (error) {
      const refusal = error instanceof GraphError ? error : undefined
      if (!refusal) throw error
      http = refusal.http
      call = {
        title: 'refused',
        params: { code: String(refusal.code), why: refusal.message },
        body: refusal.body(),
        ...(refusal.extra.headers && { headers: refusal.extra.headers }),
      }
    }
    const lost = http === 200 && call.title.startsWith('sent') && faults.losesAnswer()
    if (!settings.bench) {
      log.add({
        at: time.wall(),
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
    return Response.json(call.body, {
      status: http,
      headers: { 'facebook-api-version': address.pathname.split('/')[1] ?? '', ...call.headers },
    })
  }
}
