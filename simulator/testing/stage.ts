import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../server'

export const wabaId = '1002003004'
export const numberId = '106540352242922'
export const token = 'token-of-the-bike-shop'
export const appSecret = 'app-secret'
export const verifyToken = 'verify-token'

const json = { 'content-type': 'application/json' }

/** A running simulator on a free port with one account, and short ways to call it. */
export async function stage(
  options: { dataDir?: string; bench?: boolean; wall?: () => number; seed?: number } = {},
) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'simulator-'))
  const settings = {
    port: 0,
    dataDir,
    host: '127.0.0.1',
    seed: options.seed ?? 7,
    bench: options.bench ?? false,
  }
  const simulator = await startSimulator(settings, options.wall)
  const base = `http://127.0.0.1:${simulator.port}`

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...json, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }
  const graph = (method: string, path: string, body?: unknown, bearer = token) =>
    call(method, `/v24.0/${path}`, body, { authorization: `Bearer ${bearer}` })

  return {
    base,
    dataDir,
    world: simulator.world,
    call,
    graph,
    putAccount: (change: object = {}) =>
      call('PUT', `/control/accounts/${wabaId}`, {
        businessName: 'Fietserij Noord',
        phoneNumberId: numberId,
        displayPhoneNumber: '31201234567',
        verifiedName: 'Fietserij Noord',
        accessToken: token,
        appSecret,
        messagingLimit: 'TIER_10K',
        ...change,
      }),
    putTemplates: (...templates: object[]) => call('PUT', `/control/accounts/${wabaId}/templates`, templates),
    send: (message: object) =>
      graph('POST', `${numberId}/messages`, { messaging_product: 'whatsapp', ...message }),
    /** Lets the simulated clock jump ahead, with everything that happens on the way. */
    skip: (skipMs: number) => call('POST', '/control/clock', { skipMs }),
    subscribe: (callback: string) =>
      graph('POST', `${wabaId}/subscribed_apps`, {
        override_callback_uri: callback,
        verify_token: verifyToken,
      }),
    close: async ({ keep = false } = {}) => {
      await simulator.close()
      if (!keep) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

type Post = { body: Buffer; headers: IncomingHttpHeaders }

/** A callback that keeps what it gets and answers with the next of `answers`, then 200. */
export async function callback(answers: number[] = []) {
  const posts: Post[] = []
  const refused: Post[] = []
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '', 'http://localhost')
    if (request.method === 'GET') {
      const known = address.searchParams.get('hub.verify_token') === verifyToken
      response.statusCode = known ? 200 : 403
      response.end(known ? address.searchParams.get('hub.challenge') : '')
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const post = { body: Buffer.concat(parts), headers: request.headers }
      response.statusCode = answers.shift() ?? 200
      if (response.statusCode === 200) posts.push(post)
      else refused.push(post)
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  type Value = Record<string, unknown> & {
    statuses?: {
      id: string
      status: string
      errors?: { code: number }[]
      biz_opaque_callback_data?: string
    }[]
    messages?: Record<string, unknown>[]
    user_preferences?: { value: string }[]
  }
  const changes = () =>
    posts.flatMap((post) => {
      const parsed = JSON.parse(post.body.toString()) as {
        entry: { changes: { field: string; value: Value }[] }[]
      }
      return parsed.entry.flatMap((entry) => entry.changes)
    })
  return {
    url: `http://127.0.0.1:${port}/hook`,
    posts,
    refused,
    changes,
    statuses: () => changes().flatMap((change) => change.value.statuses ?? []),
    messages: () => changes().flatMap((change) => change.value.messages ?? []),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const offer = {
  name: 'lichten_aan',
  language: 'nl',
  category: 'MARKETING',
  parameter_format: 'NAMED',
  status: 'APPROVED',
  quality_score: 'GREEN',
  components: [
    { type: 'BODY', text: 'Hoi {{first_name}}, het wordt donker.' },
    { type: 'FOOTER', text: 'Stoppen kan met de knop.' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'URL', text: 'Bekijk', url: 'https://shop.example/l?c={{1}}' },
        { type: 'QUICK_REPLY', text: 'Stoppen' },
      ],
    },
  ],
}

/** A message of the template `offer`. */
export const offerTo = (to: string, change: object = {}) => ({
  to,
  type: 'template',
  biz_opaque_callback_data: 'cmp:1',
  template: {
    name: 'lichten_aan',
    language: { code: 'nl' },
    components: [
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Sanne' }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'abc' }] },
      {
        type: 'button',
        sub_type: 'quick_reply',
        index: '1',
        parameters: [{ type: 'payload', payload: 'OUT' }],
      },
    ],
    ...change,
  },
})
