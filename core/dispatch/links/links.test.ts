import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { campaigns } from '@/db/schema/campaigns'
import { linkClicks } from '@/db/schema/links'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { countClicked } from '../../campaigns/clicked'
import { getSettings } from '../../platform/env'
import { noon } from '../../policy/testing-world'
import { requireAccount } from '../../providers/accounts'
import { closeProviders, providerFor } from '../../providers/whatsapp/registry'
import { compileGroup } from '../../subscribers/segments/compile'
import { dispatchBatch } from '../send-batch'
import { makeStage, type Stage, startTestSimulator, type TestSimulator } from '../testing-stage'
import { listClicks } from './clicks'
import { handleMessageLink } from './http'
import { makeLinkToken, readLinkToken } from './token'

const destination = 'https://shop.example/winter?kleur=geel&maat=54'
const phone = { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile' }

let database: TestDatabase
let served: Database
let simulator: TestSimulator
let stage: Stage
let visitors = 0

beforeAll(async () => {
  database = await createTestDatabase()
  served = { db: database.db, sql: database.sql, close: database.drop }
  simulator = await startTestSimulator()
})
afterAll(async () => {
  await closeProviders()
  await simulator.stop()
  await database.drop()
})
beforeEach(async () => {
  stage = await makeStage(database.db, simulator, {
    ...{ people: 2, now: noon },
    components: [
      { type: 'BODY', text: 'Hoi {{1}}, tijd voor een winterbeurt.', example: { body_text: [['Sanne']] } },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Plan', url: `${getSettings().PUBLIC_URL}/l/{{1}}`, example: ['x'] },
          { type: 'QUICK_REPLY', text: 'Stoppen' },
        ],
      },
    ],
  })
  await leadTo(destination)
})

const leadTo = (text: string) =>
  database.db
    .update(campaigns)
    .set({ variables: { 1: { from: 'name', fallback: 'daar' }, button_0: { from: 'text', text } } })
    .where(eq(campaigns.id, stage.campaignId))

const sentSchema = z.object({
  messages: z.array(
    z.looseObject({ direction: z.string(), opaque: z.string().nullable(), content: z.unknown() }),
  ),
})

/** The link as it arrived on a phone of the simulator. */
async function receivedLink(messageId: string | undefined): Promise<string> {
  const ctx = await stage.at(noon)
  const account = await requireAccount(ctx)
  await dispatchBatch(ctx, { provider: providerFor(account), account, limit: 10, perSecond: 500 })
  const { messages } = sentSchema.parse(await simulator.control('GET', '/messages'))
  const received = messages.find(({ direction, opaque }) => direction === 'out' && opaque === messageId)
  return /http[^"]*\/l\/[A-Za-z0-9_-]+/.exec(JSON.stringify(received?.content ?? received))?.[0] ?? ''
}

async function open(url: string, headers: Record<string, string> = phone, method = 'GET') {
  visitors += 1
  const request = new Request(url, {
    method,
    headers: { 'x-vinkje-client-ip': `192.0.2.${visitors % 250}`, ...headers },
  })
  const response = await handleMessageLink(request, { database: served, now: noon })
  return { status: response.status, to: response.headers.get('location'), response }
}
const clicks = () => database.db.select().from(linkClicks).where(eq(linkClicks.brandId, stage.brandId))

test('the link under a message leads where the campaign says, and the click is that person’s', async () => {
  const url = await receivedLink(stage.messageIds[0])
  const { status, to, response } = await open(url)
  expect([status, to]).toEqual([302, destination])
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  await open(url)
  const ctx = await stage.at(noon)
  expect(await listClicks(ctx, stage.people[0] ?? '')).toHaveLength(2)
  expect(await listClicks(ctx, stage.people[1] ?? '')).toEqual([])
  expect(await countClicked(ctx, stage.campaignId)).toBe(1)
})

test('machines that look ahead are sent on and not counted', async () => {
  const url = await receivedLink(stage.messageIds[0])
  for (const headers of [
    { 'user-agent': 'WhatsApp/2.25.1 A' },
    { 'user-agent': 'facebookexternalhit/1.1' },
    { ...phone, 'sec-purpose': 'prefetch;prerender' },
    { 'user-agent': '' },
  ]) {
    expect((await open(url, headers)).status).toBe(302)
  }
  expect((await open(url, phone, 'HEAD')).status).toBe(302)
  expect(await clicks()).toEqual([])
})

test('is no open door: a token that is not ours, of nobody’s message or without a destination leads nowhere', async () => {
  const base = `${getSettings().PUBLIC_URL}/l/`
  const { brandId } = stage
  const token = makeLinkToken({ brandId, messageId: stage.messageIds[0] ?? '', button: 0 })
  const nowhere = [
    'x',
    `${token}A`,
    `https:%2F%2Fevil.example`,
    makeLinkToken({ brandId, messageId: brandId, button: 0 }),
    makeLinkToken({ brandId, messageId: stage.messageIds[0] ?? '', button: 7 }),
  ]
  for (const one of nowhere) {
    const { status, to } = await open(base + one)
    expect([one, status, to]).toEqual([one, 404, null])
  }
  for (const text of [
    'javascript:alert(1)',
    'http://shop.example',
    'shop.example',
    'https://a:b@shop.example',
  ]) {
    await leadTo(text)
    expect((await open(base + token)).to).toBeNull()
  }
  expect((await open(base + token, phone, 'POST')).status).toBe(405)
  expect(await clicks()).toEqual([])
})

test('a token stands for one button of one message, and no changed one is read', () => {
  const link = { brandId: stage.brandId, messageId: stage.messageIds[0] ?? '', button: 3 }
  const token = makeLinkToken(link)
  expect(readLinkToken(token)).toEqual(link)
  fc.assert(
    fc.property(fc.nat(54), fc.constantFrom(...'AZaz09-_'), (place, letter) => {
      const other = token.slice(0, place) + letter + token.slice(place + 1)
      fc.pre(Buffer.from(other, 'base64url').compare(Buffer.from(token, 'base64url')) !== 0)
      expect(readLinkToken(other)).toBeNull()
    }),
  )
})

test('who opened a link can be asked for in a segment', async () => {
  await open(await receivedLink(stage.messageIds[1]))
  const find = async (operator: 'within' | 'notWithin') => {
    const rules = [{ field: 'clicked' as const, operator, value: 30 }]
    const where = compileGroup({ combinator: 'and', rules }, await stage.at(noon))
    const rows = await database.db.execute<{ id: string }>(
      sql`select id from subscribers where brand_id = ${stage.brandId}::uuid and ${where}`,
    )
    return rows.map(({ id }) => id)
  }
  expect(await find('within')).toEqual([stage.people[1]])
  expect(await find('notWithin')).toEqual([stage.people[0]])
})
