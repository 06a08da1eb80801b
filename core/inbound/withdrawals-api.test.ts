import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { apiCalls, apiKeys } from '@/db/schema/api-keys'
import { consentEvents } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { suppressionHash } from '../consent/suppression-hash'
import { findSuppressed } from '../consent/suppression-queries'
import { newDataKey } from '../platform/crypto'
import { addPerson, makeWorld, noon, type World } from '../policy/testing-world'
import { createApiKey, listApiKeys, revokeApiKey } from '../staff/api-keys'
import { handleWithdrawals } from './withdrawals-api'

let test: TestDatabase
let database: Database
let world: World
let key: string
beforeAll(async () => {
  test = await createTestDatabase()
  database = openDatabase(test.url, { max: 4 })
  world = await makeWorld(test.db)
  key = (await createApiKey(await world.as('owner', noon), { name: 'CRM', scopes: ['withdrawals:write'] }))
    .key
})
afterAll(async () => {
  await database.close()
  await test.drop()
})

type Call = { key?: string | null; idempotencyKey?: string; method?: string; now?: Date; body?: string }
async function call(body: unknown, options: Call = {}) {
  const authorization = options.key === undefined ? `Bearer ${key}` : options.key
  const method = options.method ?? 'POST'
  const response = await handleWithdrawals(
    new Request('http://localhost/api/v1/withdrawals', {
      method,
      ...(method === 'POST' ? { body: options.body ?? JSON.stringify(body) } : {}),
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      },
    }),
    { database, now: options.now ?? noon },
  )
  return { status: response.status, said: (await response.json()) as Record<string, unknown>, response }
}

let nth = 0
async function person(): Promise<{ id: string; phone: string }> {
  nth += 1
  const phone = `+3163300${String(1000 + nth)}`
  const id = await addPerson(test.db, world, {
    ...{ phoneE164: phone, phoneHash: suppressionHash(world.brandId, phone) },
    consent: { topicId: world.offers, state: 'confirmed' },
  })
  const wrappedKey = newDataKey().wrapped
  await test.db.insert(subscriberKeys).values({ brandId: world.brandId, subscriberId: id, wrappedKey })
  return { id, phone }
}

const withdrawals = (subscriberId: string) =>
  test.db
    .select()
    .from(consentEvents)
    .where(and(eq(consentEvents.subscriberId, subscriberId), eq(consentEvents.kind, 'withdrawn')))

describe('POST /api/v1/withdrawals', () => {
  it('withdraws in the ledger at once, as of when they said so, and says which topics', async () => {
    const { id, phone } = await person()
    const body = {
      phone: phone.replace('+31', '0'),
      scope: 'marketing',
      at: '2026-11-20T10:00:00+01:00',
      reference: 'T-1',
    }
    expect(await call(body)).toMatchObject({
      status: 200,
      said: { outcome: 'withdrawn', topics: ['offers'] },
    })
    expect(await call(body)).toMatchObject({ status: 200, said: { outcome: 'already', topics: [] } })
    const events = await withdrawals(id)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      ...{
        sourceKind: 'api',
        method: 'api_call',
        actorType: 'api-key',
        at: new Date('2026-11-20T09:00:00Z'),
      },
    })
  })

  it('keeps a number that nobody here has as a hash on the list, and makes no person of it', async () => {
    const phone = '+31633099999'
    expect((await call({ phone })).said).toMatchObject({ outcome: 'suppressed' })
    expect((await call({ phone })).said).toMatchObject({ outcome: 'already' })
    expect((await findSuppressed(await world.at(noon), [phone])).get(phone)?.[0]).toMatchObject({
      scope: 'all',
    })
    expect(await test.db.select().from(subscribers).where(eq(subscribers.phoneE164, phone))).toEqual([])
  })

  it('takes one topic by its key, and knows no other brand’s topics', async () => {
    const { id, phone } = await person()
    expect(await call({ phone, scope: 'topic', topic: 'offers' })).toMatchObject({ status: 200 })
    expect(await withdrawals(id)).toHaveLength(1)
    expect(await call({ phone, scope: 'topic', topic: 'nothing' })).toMatchObject({
      status: 404,
      said: { code: 'unknown-topic' },
    })
  })

  it('does a repeated call once, even at the same moment, and refuses the same key for another body', async () => {
    const { id, phone } = await person()
    const answers = await Promise.all([1, 2, 3].map(() => call({ phone }, { idempotencyKey: 'order-7' })))
    expect(answers.map((one) => one.said.outcome)).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
    expect(await withdrawals(id)).toHaveLength(1)
    // They come back; the lost call that is sent again days later must not take that away.
    await test.sql`update consent_states set state = 'confirmed' where subscriber_id = ${id}`
    expect((await call({ phone }, { idempotencyKey: 'order-7' })).said.outcome).toBe('withdrawn')
    expect(await withdrawals(id)).toHaveLength(1)
    expect(await call({ phone, scope: 'marketing' }, { idempotencyKey: 'order-7' })).toMatchObject({
      status: 409,
    })
    const [kept] = await test.db.select().from(apiCalls)
    expect(kept?.callHash.toString()).not.toContain('order-7')
  })

  it.each([
    ['no number', {}, 422],
    ['a number that is none', { phone: '12' }, 422],
    ['a scope that is none', { phone: '0633000001', scope: 'some' }, 422],
    ['a topic without its scope', { phone: '0633000001', topic: 'offers' }, 422],
    ['a moment to come', { phone: '0633000001', at: '2030-01-01T00:00:00Z' }, 422],
    ['a field we do not know', { phone: '0633000001', all: true }, 422],
  ])('says what is wrong with %s, and records nothing', async (_, body, status) => {
    const before = await test.db.$count(consentEvents)
    const answer = await call(body)
    expect(answer.status).toBe(status)
    expect(answer.response.headers.get('content-type')).toBe('application/problem+json')
    expect(await test.db.$count(consentEvents)).toBe(before)
  })

  it('answers what is no JSON, too much of it, or no POST, each in its own way', async () => {
    expect((await call(null, { body: '{' })).status).toBe(400)
    expect((await call(null, { body: `"${'x'.repeat(20_000)}"` })).status).toBe(413)
    expect((await call(null, { method: 'GET' })).status).toBe(405)
  })

  it('opens for a right key only, and tells wrong, made-up and revoked ones apart to nobody', async () => {
    const owner = await world.as('owner', noon)
    const other = await createApiKey(owner, { name: 'Till', scopes: ['withdrawals:write'] })
    const changed = `${other.key.slice(0, -1)}${other.key.endsWith('A') ? 'B' : 'A'}`
    const refused = await Promise.all(
      [null, 'Bearer', `Bearer ${changed}`, `Bearer vk_0000000000_${'A'.repeat(43)}`, other.key].map((one) =>
        call({ phone: '0633000001' }, { key: one }),
      ),
    )
    expect(new Set(refused.map((one) => one.status))).toEqual(new Set([401]))
    expect((await call({ phone: '0633000002' }, { key: `Bearer ${other.key}` })).status).toBe(200)
    await revokeApiKey(owner, { apiKeyId: other.id })
    const revoked = await call({ phone: '0633000002' }, { key: `Bearer ${other.key}` })
    expect(revoked.said).toEqual(refused[2]?.said)
  })
})

describe('API keys', () => {
  it('are made and ended by owners, shown once, kept as a hash, and named once a brand', async () => {
    const owner = await world.as('owner', noon)
    const marketer = await world.as('marketer', noon)
    const input = { name: 'Website', scopes: ['withdrawals:write'] as const }
    await expect(createApiKey(marketer, { ...input, scopes: [...input.scopes] })).rejects.toThrow(
      'not-allowed',
    )
    const made = await createApiKey(owner, { ...input, scopes: [...input.scopes] })
    const secret = made.key.slice('vk_0000000000_'.length)
    await expect(createApiKey(owner, { ...input, scopes: [...input.scopes] })).rejects.toMatchObject({
      code: 'api-key-name-taken',
    })
    expect(JSON.stringify(await listApiKeys(owner))).not.toContain(secret)
    const [row] = await test.db.select().from(apiKeys).where(eq(apiKeys.id, made.id))
    expect(row?.secretHash.toString('base64url')).not.toBe(secret)
    const stranger = await (await makeWorld(test.db)).as('owner', noon)
    expect(await listApiKeys(stranger)).toEqual([])
    await expect(revokeApiKey(stranger, { apiKeyId: made.id })).rejects.toThrow('not-found')
    await expect(revokeApiKey(marketer, { apiKeyId: made.id })).rejects.toThrow('not-allowed')
  })

  it('note when they were last used, to the minute', async () => {
    const owner = await world.as('owner', noon)
    const made = await createApiKey(owner, { name: 'Noted', scopes: ['withdrawals:write'] })
    const at = (seconds: number) => new Date(noon.getTime() + seconds * 1000)
    for (const seconds of [0, 30, 61]) {
      await call({ phone: '0633000003' }, { key: `Bearer ${made.key}`, now: at(seconds) })
      const [row] = await test.db.select().from(apiKeys).where(eq(apiKeys.id, made.id))
      expect(row?.lastUsedAt).toEqual(at(seconds === 30 ? 0 : seconds))
    }
  })
})
