import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getDatabase } from '@/db/client'
import type { WebhookRefusal } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { openTestShop, type TestShop } from '../consent/testing-shop'
import { expectHandshake, findExpectedHandshake, forgetHandshake } from '../providers/handshakes'
import { handleWebhook } from './http'
import { flushRefusals } from './refusals'
import { connectTestAccount, envelope, post, sign, type TestAccount, verifyToken } from './testing-webhooks'
import { flushWakes } from './wake'

let database: TestDatabase
let shop: TestShop
let account: TestAccount
beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
  account = await connectTestAccount(await shop.at(0))
})
afterAll(async () => {
  await flushWakes()
  await getDatabase().close()
  await database.drop()
})

const stored = async () => {
  const rows = await database.sql<
    { body: string }[]
  >`select body from webhook_deliveries where brand_id = ${shop.brandId}`
  return rows.map((row) => row.body)
}
const waiting = async () => {
  const rows =
    await database.sql`select 1 from graphile_worker.jobs where key = ${`apply-webhooks:${account.id}`}`
  return rows.length
}
const refused = async () => {
  await flushRefusals()
  const rows = await database.sql<{ reason: WebhookRefusal; count: number }[]>`
    select reason, count from webhook_refusals where brand_id = ${shop.brandId}`
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]))
}
const handshake = (query: Record<string, string>, key = account.webhookKey) =>
  handleWebhook(new Request(`http://localhost/api/webhooks/whatsapp/${key}?${new URLSearchParams(query)}`))

describe('the handshake', () => {
  it('answers the challenge, bare, to who knows the token', async () => {
    const answer = await handshake({
      'hub.mode': 'subscribe',
      'hub.verify_token': verifyToken,
      'hub.challenge': '1158201444',
    })
    expect([answer.status, await answer.text()]).toEqual([200, '1158201444'])
  })

  it('refuses a wrong token, a missing one, another mode and an unknown address', async () => {
    const wrong = await handshake({
      'hub.mode': 'subscribe',
      'hub.verify_token': 'guess',
      'hub.challenge': '1',
    })
    expect(wrong.status).toBe(403)
    expect((await handshake({ 'hub.mode': 'subscribe', 'hub.challenge': '1' })).status).toBe(403)
    expect(
      (await handshake({ 'hub.mode': 'else', 'hub.verify_token': verifyToken, 'hub.challenge': '1' })).status,
    ).toBe(403)
    expect(
      (await handshake({ 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken }, 'NOBODY')).status,
    ).toBe(404)
  })
})

describe('a delivery', () => {
  it('is stored word for word and answered at once, with one job to apply it', async () => {
    const body = '{"object":"whatsapp_business_account","entry":[],"note":"café \\/ @ 👋"}'
    const answer = await post(account, body)
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(await stored()).toContain(body)
    await flushWakes()
    expect(await waiting()).toBe(1)
  })

  it('is stored once, however often and however much at once it comes', async () => {
    const body = envelope('messages', { twice: true })
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(account, body)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect((await stored()).filter((one) => one === body)).toHaveLength(1)
  })

  it('is refused and not stored without a signature, or with one that is not ours', async () => {
    const before = await stored()
    const body = envelope('messages', { forged: true })
    expect((await post(account, body, null)).status).toBe(401)
    expect((await post(account, body, 'sha256=')).status).toBe(401)
    expect((await post(account, body, sign(`${body} `))).status).toBe(401)
    expect((await post(account, body, sign(body).replace('sha256=', 'sha1='))).status).toBe(401)
    expect(await stored()).toEqual(before)
  })

  it('is taken when the text was signed with everything beyond ASCII escaped, and stored as it came', async () => {
    const body = '{"note":"café 👋"}'
    expect((await post(account, body, sign('{"note":"caf\\u00e9 \\ud83d\\udc4b"}'))).status).toBe(200)
    expect(await stored()).toContain(body)
    expect((await post(account, body, sign('{"note":"caf\\u00e8"}'))).status).toBe(401)
  })

  it('is refused when it is no JSON object, too large, or for nobody', async () => {
    expect((await post(account, '{"object":')).status).toBe(400)
    expect((await post(account, '[]')).status).toBe(400)
    expect((await post(account, `"${'x'.repeat(3 * 1024 * 1024)}"`)).status).toBe(413)
    expect((await post({ id: '', webhookKey: 'NOBODY' }, '{}')).status).toBe(404)
  })
})

describe('an address that is being connected', () => {
  const webhookKey = 'NEWADDRESS'
  const shake = (token: string) =>
    handshake({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '7' }, webhookKey)

  it('answers the handshake that is expected there, and says that it came', async () => {
    const ctx = { ...(await shop.at(0)), now: new Date() }
    await expectHandshake(ctx, { webhookKey, verifyToken: 'the-token-to-be' })
    expect((await shake('guess')).status).toBe(404)
    expect((await findExpectedHandshake(ctx, webhookKey))?.answeredAt).toBeNull()
    const answer = await shake('the-token-to-be')
    expect([answer.status, await answer.text()]).toEqual([200, '7'])
    expect((await findExpectedHandshake(ctx, webhookKey))?.answeredAt).toBeInstanceOf(Date)
    await forgetHandshake(ctx, webhookKey)
    expect((await shake('the-token-to-be')).status).toBe(404)
  })

  it('answers no longer than a day', async () => {
    const before = { ...(await shop.at(0)), now: new Date(Date.now() - 25 * 60 * 60_000) }
    await expectHandshake(before, { webhookKey, verifyToken: 'the-token-to-be' })
    expect((await shake('the-token-to-be')).status).toBe(404)
  })
})

describe('what is refused', () => {
  it('is counted by reason, in one row however often it comes', async () => {
    const before = await refused()
    const body = envelope('messages', { flood: true })
    await Promise.all(Array.from({ length: 50 }, () => post(account, body, null)))
    await handshake({ 'hub.mode': 'subscribe', 'hub.verify_token': 'guess' })
    await post(account, 'no json')
    await post(account, `"${'x'.repeat(3 * 1024 * 1024)}"`)
    const after = await refused()
    const more = (reason: WebhookRefusal) => (after[reason] ?? 0) - (before[reason] ?? 0)
    expect([more('bad-signature'), more('wrong-token'), more('not-json'), more('too-large')]).toEqual([
      50, 1, 1, 1,
    ])
    await post(account, body, null)
    expect((await refused())['bad-signature']).toBe((after['bad-signature'] ?? 0) + 1)
  })

  it('is not counted for an address that is nobody’s', async () => {
    const before = await refused()
    await post({ id: '', webhookKey: 'NOBODY' }, '{}')
    expect(await refused()).toEqual(before)
  })
})
