import { expect, test } from 'vitest'
import { respondHtml } from '@/core/sources/public/respond'
import { plainly } from './plainly'

test('a public page is handed to Next uncompressed, so that it is not compressed twice', async () => {
  const request = new Request('http://localhost/verify', {
    headers: { 'accept-encoding': 'br, gzip' },
  })
  const response = await plainly(async (request) =>
    respondHtml({ request, body: '<h1>Proof</h1>', styleHash: 'x' }),
  )(request)
  expect(response.headers.get('content-encoding')).toBeNull()
  expect(await response.text()).toBe('<h1>Proof</h1>')
})

test('what was sent along arrives whole', async () => {
  const request = new Request('http://localhost/x', {
    ...{ method: 'POST', body: new URLSearchParams({ do: 'stop-all' }) },
    headers: { 'accept-encoding': 'gzip', origin: 'http://localhost' },
  })
  const echo = plainly(
    async (request) => new Response(`${request.headers.get('origin')} ${await request.text()}`),
  )
  expect(await (await echo(request)).text()).toBe('http://localhost do=stop-all')
})
