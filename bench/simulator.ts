import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Benchmark, rounded } from './harness/benchmark'
import { messagesPerSecond } from './harness/messages'
import { leaveFirstCore, startOnFirstCore } from './harness/process'

const token = 'token'
const wabaId = '1002003004'
const numberId = '106540352242922'
const people = 100_000
const warmUpSeconds = 4
const seconds = 8
const rounds = 3

export const benchmark: Benchmark = {
  name: 'simulator',
  describe:
    'Template messages a second that the simulator accepts with --bench on one core, beside a bare Node handler that parses the JSON and answers',
  alone: true,
  async run(say) {
    leaveFirstCore()
    const bodies = Array.from({ length: people }, (_, nth) => message(nth))
    const bare = await startOnFirstCore('bench/harness/bare-handler.ts', [])
    const simulator = await startOnFirstCore('simulator/main.ts', ['--bench'], {
      SIMULATOR_PORT: '0',
      SIMULATOR_HOST: '127.0.0.1',
    })
    const heard = await listen()
    try {
      await provision(simulator.url)
      const path = `/v24.0/${numberId}/messages`
      const measured = { bare: [] as number[], quiet: [] as number[], heard: [] as number[] }
      const measure = async (name: keyof typeof measured, url: string) => {
        const perSecond = await messagesPerSecond(url, token, bodies, seconds)
        say(`${name}: ${Math.round(perSecond)} a second`)
        measured[name].push(perSecond)
      }
      say('warming up')
      await messagesPerSecond(bare.url, token, bodies, warmUpSeconds)
      await messagesPerSecond(`${simulator.url}${path}`, token, bodies, warmUpSeconds)
      for (let round = 0; round < rounds; round += 1) {
        await measure('bare', bare.url)
        await measure('quiet', `${simulator.url}${path}`)
      }
      await call(simulator.url, 'POST', `/v24.0/${wabaId}/subscribed_apps`, {
        override_callback_uri: heard.url,
        verify_token: 'verify',
      })
      for (let round = 0; round < rounds; round += 1) await measure('heard', `${simulator.url}${path}`)
      say(`${heard.posts()} POSTs of webhooks arrived, ${Math.round(heard.bytes() / 1e6)} MB`)
      if (heard.posts() === 0) throw new Error('No webhook arrived.')
      const [bareMedian, quiet, loud] = [measured.bare, measured.quiet, measured.heard].map(median)
      return {
        figures: {
          messages_per_second: rounded(quiet ?? 0),
          messages_per_second_with_webhooks: rounded(loud ?? 0),
        },
        baselines: { bare_handler_per_second: rounded(bareMedian ?? 0) },
        ratios: { ratio_to_bare_handler: rounded((quiet ?? 0) / (bareMedian ?? 1)) },
      }
    } finally {
      heard.close()
      await simulator.stop()
      await bare.stop()
    }
  },
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function call(base: string, method: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
}

async function provision(base: string): Promise<void> {
  await call(base, 'PUT', `/control/accounts/${wabaId}`, {
    businessName: 'Fietserij Noord',
    phoneNumberId: numberId,
    displayPhoneNumber: '31201234567',
    verifiedName: 'Fietserij Noord',
    accessToken: token,
    appSecret: 'secret',
    messagingLimit: 'TIER_UNLIMITED',
  })
  await call(base, 'PUT', `/control/accounts/${wabaId}/templates`, [
    {
      name: 'winterbeurt',
      language: 'nl',
      category: 'MARKETING',
      quality_score: 'GREEN',
      components: [
        { type: 'BODY', text: 'Hoi {{1}}, laat nu je fiets nakijken voor *{{2}}*. Plan je beurt.' },
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'URL', text: 'Plan je beurt', url: 'https://shop.example/{{1}}' },
            { type: 'QUICK_REPLY', text: 'Stop acties' },
          ],
        },
      ],
    },
  ])
}

/** A message as the dispatcher sends it, to another person for each `nth`. */
const message = (nth: number) =>
  JSON.stringify({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: `+316${10_000_000 + nth}`,
    type: 'template',
    biz_opaque_callback_data: `message ${nth}`,
    template: {
      name: 'winterbeurt',
      language: { code: 'nl' },
      components: [
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'Sanne' },
            { type: 'text', text: '€ 46' },
          ],
        },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: `p${nth}` }] },
        {
          type: 'button',
          sub_type: 'quick_reply',
          index: '1',
          parameters: [{ type: 'payload', payload: 'STOP' }],
        },
      ],
    },
  })

/** A callback that passes the handshake and counts what comes. */
async function listen() {
  let posts = 0
  let bytes = 0
  const server = createServer((request, response) => {
    const challenge = new URL(request.url ?? '', 'http://localhost').searchParams.get('hub.challenge')
    if (request.method === 'GET') return void response.end(challenge)
    request.on('data', (part: Buffer) => {
      bytes += part.length
    })
    request.on('end', () => {
      posts += 1
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    posts: () => posts,
    bytes: () => bytes,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
