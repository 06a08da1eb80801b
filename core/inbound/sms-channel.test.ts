import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newPhone, openTestShop, type TestShop } from '../consent/testing-shop'
import { startTestSimulator, type TestSimulator } from '../dispatch/testing-stage'

// The simulator plays CM.com in its own process and calls our webhook function; the addresses of both are settings, so
// everything that reads settings is loaded after they are known.
let database: TestDatabase
let simulator: TestSimulator
let web: Server
let shop: TestShop

const load = async () => ({
  ...(await import('../providers/channel-connection/simulator-channel')),
  ...(await import('../providers/channels')),
  ...(await import('../consent/suppression-queries')),
  ...(await import('./http')),
})
let own: Awaited<ReturnType<typeof load>>

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  web = createServer(
    getRequestListener(async (request) => {
      const answer = await own.handleWebhook(request)
      if (request.url.includes('/messages')) web.emit('heard', answer.status)
      return answer
    }),
  )
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  process.env.DATABASE_URL = database.url
  process.env.SIMULATOR_URL = simulator.url
  process.env.PUBLIC_URL = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  own = await load()
})
afterAll(async () => {
  web.closeAllConnections()
  await new Promise((resolve) => web.close(resolve))
  await simulator.stop()
  const { closeChannels } = await import('../providers/channel-registry')
  await closeChannels()
  const { getDatabase } = await import('@/db/client')
  await getDatabase().close()
  await database.drop()
})
beforeEach(async () => {
  shop = await openTestShop(database.db)
})

/** The handshake is a real call, so the clock is the real one. */
const open = async () => ({ ...(await shop.at(0)), now: new Date() })

test('STOP as an answer to an SMS comes back over the address of the channel and is a stop', async () => {
  const ctx = await open()
  expect(await own.connectSimulatorSms(ctx)).toMatchObject({ isSaved: true })
  const { smsFor } = await import('../providers/channel-registry')
  const phone = newPhone()
  await simulator.control('POST', '/phones', { number: phone.slice(1), name: 'Sanne' })
  const sent = await (await smsFor(ctx)).send({ messageId: crypto.randomUUID(), toE164: phone, body: 'Hoi' })
  expect(sent).toMatchObject({ kind: 'accepted' })
  const heard = once(web, 'heard')
  await fetch(`${simulator.url}/phone/phones/${phone.slice(1)}/acts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'sms', sender: '3197014555010', text: 'STOP' }),
  })
  expect(await heard).toEqual([200])
  expect((await own.findSuppressed(ctx, [phone])).get(phone)).toHaveLength(1)
})

test('who does not know the secret of the address is turned away, and so is the address after disconnecting', async () => {
  const ctx = await open()
  await own.connectSimulatorSms(ctx)
  const { messages } = own.smsCallbackUrls(await own.requireChannel(ctx, 'sms'))
  const post = async (url: string, body: string) =>
    (await own.handleWebhook(new Request(url, { method: 'POST', body }))).status
  expect(await post(messages.replace(/[^/]+\/messages$/, 'GUESSGUESSGUESS/messages'), '{}')).toBe(403)
  expect(await post(messages, 'no json')).toBe(400)
  // What cannot be read would come back every five minutes for a month: it is logged and let go.
  expect(await post(messages, '{"reference":"x"}')).toBe(200)
  await own.disconnectChannel(ctx, { channel: 'sms' })
  expect(await post(messages, '{}')).toBe(404)
})
