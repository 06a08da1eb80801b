import { and, eq, isNull } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getDatabase } from '@/db/client'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listConsentStates } from '../consent/queries'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../consent/testing-shop'
import { newId } from '../platform/ids'
import { recognisePerson } from '../subscribers/identity'
import { recordSignUp } from '../subscribers/record-sign-up'
import { openProcesses } from './testing-processes'
import {
  connectTestAccount,
  deliverTo,
  envelope,
  inbound,
  messagesValue,
  post,
  type TestAccount,
  unix,
} from './testing-webhooks'
import { flushWakes } from './wake'

let database: TestDatabase
let shop: TestShop
let account: TestAccount
const { killAll, startWorker } = openProcesses(() => database.url)

beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
  account = await connectTestAccount(await shop.at(0))
})
afterAll(async () => {
  await killAll()
  await flushWakes()
  await getDatabase().close()
  await database.drop()
})

const sent = 800
const people = 15
const at = async (minutes: number) => (await shop.at(minutes)).now
const value = (parts: object) => envelope('messages', messagesValue(parts))

/** The same disorder every time. */
const shuffle = (list: readonly string[]): string[] =>
  fc.sample(fc.shuffledSubarray([...list], { minLength: list.length }), { seed: 7, numRuns: 1 })[0] ?? []

async function postAll(bodies: readonly string[]): Promise<void> {
  const answers = await Promise.all(bodies.map((body) => post(account, body)))
  expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200))
}

/** People who signed up and confirmed, before the outage. */
async function addConfirmed(count: number): Promise<string[]> {
  const phones = Array.from({ length: count }, () => newPhone())
  const bodies: string[] = []
  for (const phone of phones) {
    const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
    bodies.push(value({ messages: [inbound(phone, await at(1), `code ${code}`)] }))
  }
  await deliverTo({ db: database.db, brandId: shop.brandId, account }, await at(1), ...bodies)
  return phones
}

/** The states of the topics that everybody here signed up for. */
async function statesOf(phone: string): Promise<string[]> {
  const ctx = await shop.at(20)
  const { id } = await recognisePerson(ctx, { phoneE164: phone, at: ctx.now, evidence: {} })
  const own: string[] = [shop.topics.acties, shop.topics.werkplaats]
  return (await listConsentStates(ctx, id))
    .filter(({ topicId }) => own.includes(topicId))
    .map(({ state }) => state)
}

async function addMessages(): Promise<string[]> {
  const ctx = await shop.at(0)
  const { id: subscriberId } = await recognisePerson(ctx, {
    phoneE164: newPhone(),
    at: ctx.now,
    evidence: {},
  })
  const ids = Array.from({ length: sent }, () => newId())
  await database.db.insert(messages).values(
    ids.map((id) => ({
      ...{ brandId: shop.brandId, id, accountId: account.id, subscriberId, inReplyTo: `wamid.in.${id}` },
      ...{ reply: { type: 'text' as const, body: 'Hoi' }, state: 'accepted' as const },
      ...{ providerMessageId: `wamid.${id}`, dueAt: ctx.now, queuedAt: ctx.now, acceptedAt: ctx.now },
    })),
  )
  return ids
}

/** Sent, delivered and read of every message, each in a delivery of its own. */
async function statusBodies(ids: readonly string[]): Promise<string[]> {
  const moments = { sent: await at(1), delivered: await at(2), read: await at(3) }
  return ids.flatMap((id) =>
    Object.entries(moments).map(([status, moment]) =>
      value({ statuses: [{ id: `wamid.${id}`, status, timestamp: unix(moment) }] }),
    ),
  )
}

/** Redeliveries: some in the same bytes, some packed otherwise, as retries are. */
async function again(ids: readonly string[], bodies: readonly string[]): Promise<string[]> {
  const moment = unix(await at(2))
  const packed = ids
    .filter((_, nth) => nth % 9 === 0)
    .map((id) =>
      value({
        statuses: ['read', 'delivered'].map((status) => ({ id: `wamid.${id}`, status, timestamp: moment })),
      }),
    )
  return [...bodies.filter((_, nth) => nth % 5 === 0), ...packed]
}

test('an hour without a worker: thousands of deliveries, reordered and doubled, are applied once it is back, in order and without loss', {
  timeout: 240_000,
}, async () => {
  const ids = await addMessages()
  const stopping = await addConfirmed(people)
  const wavering = await addConfirmed(people)
  const templateId = newId()
  const opened = await at(0)
  await database.db.insert(templates).values({
    ...{ brandId: shop.brandId, id: templateId, accountId: account.id, externalId: '900' },
    ...{ name: 't900', language: 'nl', category: 'UTILITY', status: 'APPROVED', qualityScore: 'GREEN' },
    ...{ parameterFormat: 'POSITIONAL' as const, components: [], syncedAt: opened, createdAt: opened },
  })
  const about = { message_template_id: 900, message_template_name: 't900', message_template_language: 'nl' }
  const template = (event: string, moment: Date) =>
    envelope('message_template_status_update', { ...about, event }, moment)

  const statuses = await statusBodies(ids)
  const stop = async (phone: string) => value({ messages: [inbound(phone, await at(5), 'STOP')] })
  const first = [...statuses, ...(await again(ids, statuses)), ...(await Promise.all(stopping.map(stop)))]
  // Two words of one person come in the order in which they said them, with anything in between.
  const noThenYes = await Promise.all(
    wavering.map(async (phone) => [
      value({ messages: [inbound(phone, await at(6), 'STOP')] }),
      value({ messages: [inbound(phone, await at(7), 'START')] }),
    ]),
  )
  const disorder = shuffle([...first, ...noThenYes.map(([no = '']) => no)])
  const afterwards = [
    // The newer word of a template comes before the older one.
    template('APPROVED', await at(9)),
    template('PAUSED', await at(8)),
    ...noThenYes.map(([, yes = '']) => yes),
  ]
  // WhatsApp has several posts under way at once.
  for (let from = 0; from < disorder.length; from += 20) await postAll(disorder.slice(from, from + 20))
  for (const body of afterwards) await postAll([body])

  const distinct = new Set([...disorder, ...afterwards]).size
  expect(distinct).toBeGreaterThan(2_400)
  // As it would lie there after an hour: spread over it, in the order of arrival.
  await database.sql`
    with ranked as (select id, row_number() over (order by received_at, id) as nth from webhook_deliveries
      where brand_id = ${shop.brandId} and applied_at is null)
    update webhook_deliveries set received_at = now() - interval '1 hour' + ranked.nth * interval '1 second'
    from ranked where ranked.id = webhook_deliveries.id`
  const waiting = () =>
    database.db.$count(
      webhookDeliveries,
      and(eq(webhookDeliveries.brandId, shop.brandId), isNull(webhookDeliveries.appliedAt)),
    )
  expect(await waiting()).toBe(distinct)
  // The jobs that would have woken the worker were lost with it.
  await database.sql`delete from graphile_worker._private_jobs`

  await startWorker()
  await vi.waitUntil(async () => (await waiting()) === 0, { interval: 50, timeout: 180_000 })

  const rows = await database.db.select().from(messages).where(eq(messages.brandId, shop.brandId))
  const own = rows.filter(({ id }) => ids.includes(id))
  expect(own.every(({ state }) => state === 'read')).toBe(true)
  expect(new Set(own.map((row) => JSON.stringify([row.sentAt, row.deliveredAt])))).toEqual(
    new Set([JSON.stringify([await at(1), await at(2)])]),
  )
  // A confirmation each, and one STOP or a STOP and a START.
  const heard = await database.db.$count(inboundMessages, eq(inboundMessages.brandId, shop.brandId))
  expect(heard).toBe(people * 2 + people * 3)
  for (const phone of stopping) expect(await statesOf(phone)).toEqual(['withdrawn', 'withdrawn'])
  for (const phone of wavering) expect(await statesOf(phone)).toEqual(['confirmed', 'confirmed'])
  const [withProblems] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from webhook_deliveries where brand_id = ${shop.brandId} and problems <> '[]'`
  expect(withProblems?.count).toBe(0)
  const [kept] = await database.db.select().from(templates).where(eq(templates.id, templateId))
  expect(kept?.status).toBe('APPROVED')
})
