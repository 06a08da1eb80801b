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
  ...(await import('../providers/channel-connection/send-test')),
  ...(await import('../providers/channel-messages/queries')),
  ...(await import('./apply')),
  ...(await import('./callback-owner')),
  ...(await import('./http')),
  ...(await import('./refusals')),
  ...(await import('./wake')),
  ...(await import('./webhook-report')),
})
let own: Awaited<ReturnType<typeof load>>

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  web = createServer(
    getRequestListener(async (request) => {
      const answer = await own.handleWebhook(request)
      // By its own address: what an earlier test sent is still reported to another one.
      web.emit(new URL(request.url).pathname, answer.status)
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
  await own.flushWakes()
  const { getDatabase } = await import('@/db/client')
  await getDatabase().close()
  await database.drop()
})
beforeEach(async () => {
  shop = await openTestShop(database.db)
})

/** The handshake is a real call, so the clock is the real one. */
const open = async () => ({ ...(await shop.at(0)), now: new Date() })

/** What the worker does with what came in. Gives what was noted. */
async function apply(): Promise<string[]> {
  await own.applyPendingWebhooks({ db: database.db, brandId: shop.brandId, channel: 'sms' })
  const { problems } = await own.getWebhookReport(await open())
  return problems.map(({ words }) => words).sort()
}

const post = async (url: string, body: object | string) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return (await own.handleWebhook(new Request(url, { method: 'POST', body: text }))).status
}

async function connect() {
  const ctx = await open()
  expect(await own.connectSimulatorSms(ctx)).toMatchObject({ isSaved: true })
  return { ctx, urls: own.smsCallbackUrls(await own.requireChannel(ctx, 'sms')) }
}

/** An SMS that went out and of which nothing was reported yet. */
async function sendOne(ctx: Awaited<ReturnType<typeof open>>): Promise<string> {
  const { sendAndKeep } = await import('../providers/channel-messages/send')
  await sendAndKeep(ctx, { channel: 'sms', purpose: 'test' }, async () => ({
    kind: 'unknown',
    reason: 'lost',
  }))
  const [message] = await own.listChannelMessages(ctx, { channel: 'sms', limit: 1 })
  if (!message) throw new Error('nothing was kept')
  return message.id
}

const report = (id: string, code: string, received: string, errorCode = '') => ({
  messages: {
    msg: {
      ...{ received, to: '0031612345678', reference: id.replaceAll('-', ''), operator: '204' },
      status: { code, errorCode, errorDescription: code === '3' ? 'Absent subscriber' : 'Delivered' },
    },
  },
})

test('STOP as an answer to an SMS comes back over the address of the channel and is a stop', async () => {
  const { ctx, urls } = await connect()
  const { smsFor } = await import('../providers/channel-registry')
  const phone = newPhone()
  await simulator.control('POST', '/phones', { number: phone.slice(1), name: 'Sanne' })
  const sent = await (await smsFor(ctx)).send({ messageId: crypto.randomUUID(), toE164: phone, body: 'Hoi' })
  expect(sent).toMatchObject({ kind: 'accepted' })
  const heard = once(web, new URL(urls.messages).pathname)
  await fetch(`${simulator.url}/phone/phones/${phone.slice(1)}/acts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'sms', sender: '3197014555010', text: 'STOP' }),
  })
  expect(await heard).toEqual([200])
  await apply()
  expect((await own.findSuppressed(ctx, [phone])).get(phone)).toHaveLength(1)
})

test('staff see of what they sent by SMS whether it arrived', async () => {
  const { ctx, urls } = await connect()
  const phone = newPhone()
  await simulator.control('POST', '/phones', { number: phone.slice(1), name: 'Sanne' })
  const { sendAndKeep } = await import('../providers/channel-messages/send')
  const { smsFor } = await import('../providers/channel-registry')
  const sms = await smsFor(ctx)
  const heard = once(web, new URL(urls.statuses).pathname)
  await sendAndKeep(ctx, { channel: 'sms', purpose: 'test' }, (messageId) =>
    sms.send({ messageId, toE164: phone, body: 'Hoi' }),
  )
  const list = () => own.listChannelMessages(ctx, { channel: 'sms', limit: 5 })
  expect(await list()).toMatchObject([{ purpose: 'test', state: 'accepted' }])
  expect(await heard).toEqual([200])
  expect(await apply()).toEqual([])
  expect(await list()).toMatchObject([{ state: 'delivered', deliveredAt: expect.any(Date) }])
})

test('a report settles what was uncertain; who arrived stays arrived, in whatever order reports come', async () => {
  const { ctx, urls } = await connect()
  const id = await sendOne(ctx)
  const delivered = report(id, '2', '2026-11-25T10:00:05')
  const bodies = [delivered, { ...delivered, again: 1 }, report(id, '0', '2026-11-25T10:00:01')]
  for (const body of [...bodies, report(id, '3', '2026-11-25T10:00:09', '301')])
    expect(await post(urls.statuses, body)).toBe(200)
  expect(await apply()).toEqual([])
  expect(await own.listChannelMessages(ctx, { channel: 'sms', limit: 5 })).toMatchObject([
    {
      state: 'delivered',
      sentAt: new Date('2026-11-25T10:00:01Z'),
      deliveredAt: new Date('2026-11-25T10:00:05Z'),
    },
  ])
})

test('an SMS that did not arrive says why', async () => {
  const { ctx, urls } = await connect()
  const id = await sendOne(ctx)
  await post(urls.statuses, report(id, '3', '2026-11-25T10:00:05', '301'))
  expect(await apply()).toEqual([])
  expect(await own.listChannelMessages(ctx, { channel: 'sms', limit: 5 })).toMatchObject([
    { state: 'failed', errorCode: 900_301, errorTitle: 'Absent subscriber' },
  ])
})

test('what came in before a channel was disconnected still counts', async () => {
  const { ctx, urls } = await connect()
  const phone = newPhone()
  const incoming = { from: { number: phone }, message: { text: 'STOP' }, timeUtc: '2026-11-25T10:00:00' }
  await post(urls.messages, { reference: 'mo-1', channel: 'SMS', ...incoming })
  await own.disconnectChannel(ctx, { channel: 'sms' })
  expect(await own.listWaitingChannels(database)).toContainEqual({ brandId: shop.brandId, channel: 'sms' })
  await apply()
  expect((await own.findSuppressed(ctx, [phone])).get(phone)).toHaveLength(1)
})

test('what is turned away is counted by reason and shown with the rest; nothing of it is kept', async () => {
  const { ctx, urls } = await connect()
  const wrong = urls.messages.replace(/[^/]+\/messages$/, 'GUESSGUESSGUESS/messages')
  expect(await post(wrong, {})).toBe(403)
  expect(await post(wrong, {})).toBe(403)
  expect(await post(urls.messages, 'no json')).toBe(400)
  expect(await post(urls.statuses, `{"x":"${'x'.repeat(3 * 1024 * 1024)}"}`)).toBe(413)
  await own.flushRefusals()
  const { refusals, days } = await own.getWebhookReport(await open())
  expect(Object.fromEntries(refusals.map(({ reason, lastDay }) => [reason, lastDay]))).toEqual({
    ...{ 'bad-signature': 0, 'wrong-token': 2, 'not-json': 1, 'too-large': 1 },
  })
  expect(days.every(({ received }) => received === 0)).toBe(true)
  await own.disconnectChannel(ctx, { channel: 'sms' })
  expect(await post(urls.messages, {})).toBe(404)
})

test('what cannot be used is kept and noted, and CM.com does not bring it again', async () => {
  const { urls } = await connect()
  expect(await post(urls.messages, { reference: 'x' })).toBe(200)
  expect(await post(urls.statuses, report(crypto.randomUUID(), '2', '2026-11-25T10:00:05'))).toBe(200)
  const nobody = { from: { number: 'Bank' }, message: { text: 'STOP' }, timeUtc: '2026-11-25T10:00:00' }
  expect(await post(urls.messages, { reference: 'mo-2', ...nobody })).toBe(200)
  expect(await apply()).toEqual([
    'SMS from a sender that is no number: kept here, not acted upon',
    expect.stringMatching(/^delivery: cannot be read/),
    'status report of an SMS that is not known here',
  ])
})
