import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { openTestShop, type TestShop } from '../../consent/testing-shop'
import { startTestSimulator, type TestSimulator } from '../../dispatch/testing-stage'

// Real calls both ways: the simulator in its own process, and our webhook function behind a server of its own. The
// addresses of both are settings, so everything that reads settings is loaded after they are known.
let database: TestDatabase
let simulator: TestSimulator
let web: Server
let isDown = false

const load = async () => ({
  ...(await import('./connect-number')),
  ...(await import('./pending')),
  ...(await import('./test-connection')),
  ...(await import('./simulator-number')),
  ...(await import('../accounts')),
})
let own: Awaited<ReturnType<typeof load>>

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  const handler = getRequestListener(async (request) => {
    if (isDown) return new Response('Bad gateway', { status: 502 })
    const { handleWebhook } = await import('../../inbound/http')
    return handleWebhook(request)
  })
  web = createServer(handler)
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
  const { getDatabase } = await import('@/db/client')
  await getDatabase().close()
  await database.drop()
})

let shop: TestShop
let wabaId: string
let phoneNumberId: string
let nth = 0
beforeEach(async () => {
  isDown = false
  nth += 1
  shop = await openTestShop(database.db)
  wabaId = `10229012934${String(nth).padStart(4, '0')}`
  phoneNumberId = `10654035224${String(nth).padStart(4, '0')}`
  await simulator.control('PUT', `/accounts/${wabaId}`, {
    businessName: 'Fietserij Noord',
    phoneNumberId,
    displayPhoneNumber: `3120123${String(nth).padStart(4, '0')}`,
    verifiedName: 'Fietserij Noord',
    accessToken: `token-${nth}`,
    appSecret: `app-secret-${nth}`,
    messagingLimit: 'TIER_10K',
    qualityRating: 'GREEN',
  })
})

const ctx = async () => ({ ...(await shop.at(0)), now: new Date() })
const pasted = async (change: object = {}) => ({
  provider: 'simulator' as const,
  connectionKey: (await own.startConnection(await ctx())).connectionKey,
  wabaId,
  phoneNumberId,
  accessToken: `token-${nth}`,
  appSecret: `app-secret-${nth}`,
  ...change,
})
const states = (verdicts: { step: string; state: string; code: string }[]) =>
  Object.fromEntries(verdicts.map(({ step, state, code }) => [step, `${state} ${code}`]))
const accounts = () =>
  database.sql`select * from whatsapp_accounts where brand_id = ${shop.brandId} order by created_at`

test('a wrong token is named and nothing is saved; the right one connects, and WhatsApp itself has called here', async () => {
  const wrong = await own.connectNumber(await ctx(), await pasted({ accessToken: 'wrong' }))
  expect(wrong.isSaved).toBe(false)
  expect(states(wrong.verdicts)).toMatchObject({ token: 'failed refused', number: 'skipped token-first' })
  expect(await accounts()).toHaveLength(0)

  const input = await pasted()
  const tested = await own.testConnection(await ctx(), input)
  expect(states(tested.verdicts)).toEqual({
    token: 'ok lasting',
    permissions: 'ok both',
    number: 'ok ready',
    subscription: 'warning none',
    webhook: 'ok own-call',
  })
  expect(tested.number).toMatchObject({ verifiedName: 'Fietserij Noord', messagingLimitTier: 'TIER_10K' })
  expect(await accounts(), 'a test saves nothing').toHaveLength(0)

  const right = await own.connectNumber(await ctx(), input)
  expect(right.isSaved).toBe(true)
  expect(states(right.verdicts)).toMatchObject({ subscription: 'ok set', webhook: 'ok handshake' })
  const [account] = await accounts()
  expect(account).toMatchObject({ webhook_key: input.connectionKey, quality_rating: 'GREEN' })
  expect(account?.handshake_at).not.toBeNull()
  expect(account?.number_details).toMatchObject({ status: 'CONNECTED', canSend: 'AVAILABLE' })
  expect(account?.access_token_sealed.toString('latin1')).not.toContain(`token-${nth}`)
  const jobs = await database.sql`select 1 from graphile_worker.jobs where task_identifier = 'sync-templates'`
  expect(jobs.length).toBeGreaterThan(0)
  expect(JSON.stringify([tested, right])).not.toContain(`app-secret-${nth}`)

  const again = await own.testAgain(await ctx())
  expect(states(again.verdicts)).toMatchObject({ subscription: 'ok set', webhook: 'ok handshake' })
})

test('one secret can be replaced and the others stay', async () => {
  await own.connectNumber(await ctx(), await pasted())
  const before = own.accountSecrets(await own.requireAccount(await ctx()))
  const [account] = await accounts()
  const { connectionKey } = await own.startConnection(await ctx(), { webhookKey: account?.webhook_key })
  expect(connectionKey).toBe(account?.webhook_key)
  const pending = await own.findPendingConnection(await ctx(), connectionKey)
  expect(pending?.verifyToken, 'one that is kept is not shown again').toBeNull()
  const input = { provider: 'simulator' as const, connectionKey, wabaId, phoneNumberId }
  const saved = await own.connectNumber(await ctx(), {
    ...input,
    accessToken: '',
    appSecret: 'another-secret',
  })
  expect(saved.isSaved).toBe(true)
  expect(own.accountSecrets(await own.requireAccount(await ctx()))).toEqual({
    ...before,
    appSecret: 'another-secret',
  })
  expect(await accounts()).toHaveLength(1)
})

test('a secret that was never there is asked for', async () => {
  await expect(own.testConnection(await ctx(), await pasted({ appSecret: '' }))).rejects.toMatchObject({
    code: 'secret-missing',
    field: 'appSecret',
  })
})

test('where the callback does not lead here nothing is saved, unless staff say so', async () => {
  const input = await pasted()
  isDown = true
  const first = await own.connectNumber(await ctx(), input)
  expect(first.isSaved).toBe(false)
  expect(states(first.verdicts)).toMatchObject({ number: 'ok ready', webhook: 'failed wrong-answer' })
  expect(await accounts()).toHaveLength(0)
  const anyway = await own.connectNumber(await ctx(), { ...input, saveAnyway: true })
  expect(anyway.isSaved).toBe(true)
  expect(states(anyway.verdicts)).toMatchObject({
    subscription: 'failed not-set',
    webhook: 'failed wrong-answer',
  })
  const [account] = await accounts()
  expect(account?.handshake_at).toBeNull()
})

test('another number takes over, and the first one stays for what is still on its way', async () => {
  await own.connectNumber(await ctx(), await pasted())
  const made = await own.connectSimulatorNumber(await ctx())
  expect(made.isSaved).toBe(true)
  const rows = await accounts()
  expect(rows.map((row) => row.replaced_at === null)).toEqual([false, true])
  expect((await own.getAccount(await ctx()))?.phoneNumberId).toBe(rows[1]?.phone_number_id)
  expect(
    Object.keys((await own.getAccount(await ctx())) ?? {}).filter((name) => /sealed/i.test(name)),
  ).toEqual([])
})

test('only an owner connects, and an address of another brand is nobody’s', async () => {
  const owner = await ctx()
  const { connectionKey } = await own.startConnection(owner)
  const marketer = { ...owner, scope: { ...owner.scope, role: 'marketer' as const } }
  const refusal = { code: 'not-allowed' }
  await expect(own.startConnection(marketer)).rejects.toMatchObject(refusal)
  await expect(own.testConnection(marketer, await pasted())).rejects.toMatchObject(refusal)
  await expect(own.connectNumber(marketer, await pasted())).rejects.toMatchObject(refusal)
  await expect(own.testAgain(marketer)).rejects.toMatchObject(refusal)
  await expect(own.connectSimulatorNumber(marketer)).rejects.toMatchObject(refusal)
  const other = { ...(await (await openTestShop(database.db)).at(0)), now: new Date() }
  expect(await own.findPendingConnection(other, connectionKey)).toBeUndefined()
  await expect(own.connectNumber(other, { ...(await pasted()), connectionKey })).rejects.toMatchObject({
    code: 'connection-expired',
  })
})

test('the simulator plays CM.com for the number it has, calls back by itself, and the number comes back to Meta’s wire', async () => {
  await own.connectNumber(await ctx(), await pasted())
  const phone = `+3120123${String(nth).padStart(4, '0')}`
  const moved = await own.connectSimulatorCm(await ctx())
  // No addresses come out: nobody has to set them anywhere.
  expect(moved).toMatchObject({ isSaved: true })
  expect(moved.callbackUrls).toBeUndefined()
  const inUse = async () => {
    const { provider, displayPhoneE164, isSimulator } = await own.requireAccount(await ctx())
    return { provider, displayPhoneE164, isSimulator }
  }
  expect(await inUse()).toEqual({ provider: 'cm', displayPhoneE164: phone, isSimulator: true })
  const heardBy = async () => {
    const { accounts } = (await simulator.control('GET', '/cm/accounts')) as {
      accounts: { whatsapp_number: string | null; statuses_url: string | null }[]
    }
    return accounts.find((one) => one.whatsapp_number === phone.slice(1))?.statuses_url
  }
  expect(await heardBy()).toMatch(/\/api\/webhooks\/cm\/.+\/statuses$/)
  const kept = await own.startConnection(await ctx(), {})
  const back = { ...(await pasted()), connectionKey: kept.connectionKey }
  expect(await own.connectNumber(await ctx(), back)).toMatchObject({ isSaved: true })
  expect(await inUse()).toEqual({ provider: 'cloud-api', displayPhoneE164: phone, isSimulator: true })
})

test('a number that the simulator does not have cannot be played by it as CM.com, and nothing is saved', async () => {
  const productToken = '3f2504e0-4f89-41d3-9a0c-0305e82c33ff'
  await simulator.control('PUT', `/cm/accounts/${productToken}`, { name: 'Fietserij Noord' })
  const { connectionKey } = await own.startConnection(await ctx())
  const cm = { provider: 'cm' as const, isSimulator: true, connectionKey, productToken }
  await expect(
    own.connectNumber(await ctx(), {
      ...cm,
      ...{ displayPhoneE164: '+31970145559', verifiedName: 'Noord', templateNamespace: 'space' },
    }),
  ).rejects.toMatchObject({ code: 'simulator-away', params: { reason: 404 } })
  expect(await accounts()).toHaveLength(0)
})
