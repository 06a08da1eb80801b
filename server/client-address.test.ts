import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { expect, test } from 'vitest'
import { clientAddressHeader, settleClientAddress } from './client-address'

/** What both kinds of readers see of a request that came with these headers: Next, and the public functions. */
async function seen(headers: Record<string, string>, trustProxy: boolean) {
  const result = { next: new Map<string, unknown>(), publicly: new Map<string, string>() }
  const toPublic = getRequestListener(
    async (request) => {
      result.publicly = new Map(request.headers)
      return new Response('')
    },
    { overrideGlobalObjects: false },
  )
  const server = createServer((incoming, response) => {
    settleClientAddress(incoming, trustProxy)
    result.next = new Map(Object.entries(incoming.headers))
    void toPublic(incoming, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers }, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end()
  })
  server.close()
  return result
}

const forged = {
  [clientAddressHeader]: '6.6.6.6',
  'X-Vinkje-Client-Address': '6.6.6.6',
  'X-Forwarded-For': '6.6.6.6, 203.0.113.9',
  'X-Forwarded-Host': 'evil.example',
  'X-Real-IP': '6.6.6.6',
  Accept: 'text/html',
}

test.each(['next', 'publicly'] as const)(
  'without a proxy, nothing a visitor writes passes for an address (%s)',
  async (reader) => {
    const headers = (await seen(forged, false))[reader]
    expect(headers.get(clientAddressHeader)).toBe('127.0.0.1')
    for (const name of ['x-vinkje-client-address', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']) {
      expect(headers.has(name)).toBe(false)
    }
    expect(headers.get('accept')).toBe('text/html')
  },
)

test.each(['next', 'publicly'] as const)(
  'behind our proxy, the hop that the proxy added is the address (%s)',
  async (reader) => {
    const headers = (await seen(forged, true))[reader]
    expect(headers.get(clientAddressHeader)).toBe('203.0.113.9')
    expect(headers.get('x-forwarded-host')).toBe('evil.example')
  },
)

test.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:5123', '192.0.2.1'],
  ['[2001:DB8::1]:443', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
])('an address is written in one way: %s', async (hop, expected) => {
  const { publicly } = await seen({ 'X-Forwarded-For': hop }, true)
  expect(publicly.get(clientAddressHeader)).toBe(expected)
})
