import { setTimeout as wait } from 'node:timers/promises'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getDatabase } from '@/db/client'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { consentEvents } from '@/db/schema/consent'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newPhone, openTestShop, type TestShop } from '../consent/testing-shop'
import { newId } from '../platform/ids'
import { recognisePerson } from '../subscribers/identity'
import { openProcesses } from './testing-processes'
import {
  connectTestAccount,
  envelope,
  inbound,
  messagesValue,
  sign,
  type TestAccount,
  unix,
} from './testing-webhooks'

const statusDeliveries = 240
const perDelivery = 10
const stops = 40

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
  await killAll()
  await getDatabase().close()
  await database.drop()
})

const { kill, killAll, startIntake, startWorker } = openProcesses(() => database.url)

const until = (question: () => Promise<boolean>) => vi.waitUntil(question, { interval: 20, timeout: 60_000 })

async function addMessages(count: number): Promise<string[]> {
  const ctx = await shop.at(0)
  const { id: subscriberId } = await recognisePerson(ctx, {
    phoneE164: newPhone(),
    at: ctx.now,
    evidence: {},
  })
  const ids = Array.from({ length: count }, () => newId())
  await database.db.insert(messages).values(
    ids.map((id) => ({
      ...{ brandId: shop.brandId, id, accountId: account.id, subscriberId, inReplyTo: `wamid.in.${id}` },
      ...{ reply: { type: 'text' as const, body: 'Hoi' }, state: 'accepted' as const },
      ...{ providerMessageId: `wamid.${id}`, dueAt: ctx.now, queuedAt: ctx.now, acceptedAt: ctx.now },
    })),
  )
  return ids
}

test('killed in the middle of intake and of applying, again and again: all is there, all of it once', {
  timeout: 180_000,
}, async () => {
  const ids = await addMessages(statusDeliveries * perDelivery)
  const at = (await shop.at(5)).now
  const statusBodies = Array.from({ length: statusDeliveries }, (_, nth) => {
    const own = ids.slice(nth * perDelivery, (nth + 1) * perDelivery)
    const statuses = own.map((id) => ({ id: `wamid.${id}`, status: 'delivered', timestamp: unix(at) }))
    return envelope('messages', messagesValue({ statuses }))
  })
  const stopBodies = Array.from({ length: stops }, () =>
    envelope('messages', messagesValue({ messages: [inbound(newPhone(), at, 'STOP')] })),
  )
  const bodies = statusBodies.flatMap((body, nth) =>
    nth % 6 === 0 && stopBodies[nth / 6] ? [body, stopBodies[nth / 6] ?? ''] : [body],
  )
  let intake = await startIntake()
  let answered = 0
  let broken = 0
  let next = 0
  const killsAt = [30, 110, 200]
  /** What lay unapplied when the worker was killed. */
  const killedWith: number[] = []
  // WhatsApp tries again until it hears 200; so does this.
  const lane = async () => {
    for (let nth = next++; nth < bodies.length; nth = next++) {
      const body = bodies[nth] ?? ''
      for (let isTaken = false; !isTaken; ) {
        try {
          const response = await fetch(
            `http://127.0.0.1:${intake.port}/api/webhooks/whatsapp/${account.webhookKey}`,
            { method: 'POST', body, headers: { 'x-hub-signature-256': sign(body) } },
          )
          isTaken = response.status === 200
        } catch {
          broken += 1
          await wait(20)
        }
      }
      answered += 1
      // While the other lanes have theirs under way.
      if (killsAt.includes(answered)) {
        await kill(intake.child)
        intake = await startIntake()
      }
    }
  }
  const deliveriesWhere = (applied: boolean) =>
    database.db.$count(
      webhookDeliveries,
      and(
        eq(webhookDeliveries.brandId, shop.brandId),
        applied ? isNotNull(webhookDeliveries.appliedAt) : isNull(webhookDeliveries.appliedAt),
      ),
    )
  let worker = await startWorker()
  const posting = Promise.all(Array.from({ length: 6 }, lane))
  for (const share of [0.02, 0.25, 0.5, 0.75]) {
    await until(async () => (await deliveriesWhere(true)) >= bodies.length * share)
    await kill(worker)
    killedWith.push(await deliveriesWhere(false))
    worker = await startWorker()
  }
  await posting
  await until(async () => (await deliveriesWhere(true)) === bodies.length)
  await kill(worker)

  // The kills fell among deliveries, or this shows nothing.
  expect(broken).toBeGreaterThan(0)
  expect(Math.max(...killedWith)).toBeGreaterThan(0)
  expect(answered).toBe(bodies.length)
  expect(await deliveriesWhere(false)).toBe(0)
  const rows = await database.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.brandId, shop.brandId))
  expect(rows.map((row) => row.body).sort()).toEqual([...bodies].sort())
  expect(rows.flatMap((row) => row.problems)).toEqual([])
  const delivered = await database.db.$count(messages, eq(messages.state, 'delivered'))
  expect(delivered).toBe(statusDeliveries * perDelivery)
  // Each STOP was heard once: one message kept, one objection a marketing topic, one answer.
  expect(await database.db.$count(inboundMessages)).toBe(stops)
  expect(await database.db.$count(consentEvents, eq(consentEvents.kind, 'withdrawn'))).toBe(2 * stops)
  const answers = await database.db
    .select()
    .from(messages)
    .where(and(eq(messages.brandId, shop.brandId), isNull(messages.providerMessageId)))
  expect(answers).toHaveLength(stops)
})
