import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '@/db/schema/campaigns'
import { subscribers } from '@/db/schema/subscribers'
import { parkedStatuses } from '@/db/schema/webhooks'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newId } from '../platform/ids'
import { addPerson, daysBefore, makeWorld, noon, type World } from '../policy/testing-world'
import { expireParked, joinParked, parkStatuses } from './parked'
import { recordAttempts } from './record'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeWorld(database.db)
})
afterAll(() => database.drop())

const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000)
const read = async (id: string) => (await database.db.select().from(messages).where(eq(messages.id, id)))[0]
const parked = () => database.db.$count(parkedStatuses, eq(parkedStatuses.brandId, world.brandId))

/** A message that is on its way to WhatsApp: nothing of theirs is known of it yet. */
async function addSending() {
  const id = newId()
  const subscriberId = await addPerson(database.db, world)
  await database.db.insert(messages).values({
    ...{ brandId: world.brandId, id, accountId: world.accountId, subscriberId, inReplyTo: `wamid.in.${id}` },
    ...{ reply: { type: 'text' as const, body: 'Hoi' }, state: 'sending' as const, attempts: 1 },
    ...{ leaseUntil: after(120), dueAt: noon, queuedAt: noon },
  })
  return { id, subscriberId }
}

const accepted = async (
  { id, subscriberId }: { id: string; subscriberId: string },
  providerMessageId: string,
) =>
  recordAttempts(await world.at(after(9)), [
    {
      message: {
        ...{ id, subscriberId, phoneE164: '+31612345678', waUserId: null, name: null, attempts: 1 },
        reply: { body: 'Hoi', inReplyTo: `wamid.in.${id}` },
      },
      outcome: { kind: 'accepted', providerMessageId, held: false },
      at: after(9),
    },
  ])

test('a status that was faster than our own record of the send is joined when that is made', async () => {
  const message = await addSending()
  const ctx = await world.at(after(5))
  const status = { providerMessageId: 'wamid.fast', at: after(3) }
  await parkStatuses(ctx, world.accountId, [
    { ...status, status: 'read', at: after(4) },
    { ...status, status: 'sent' },
    { ...status, status: 'sent', at: after(6) },
  ])
  await parkStatuses(ctx, world.accountId, [{ ...status, status: 'sent', at: after(2) }])
  expect(await parked()).toBe(2)
  await accepted(message, 'wamid.fast')
  expect(await read(message.id)).toMatchObject({ state: 'read', sentAt: after(2), readAt: after(4) })
  expect(await parked()).toBe(0)
})

test('where both missed each other, the look that comes every minute joins them, and hears what a failure says', async () => {
  const message = await addSending()
  await accepted(message, 'wamid.raced')
  const ctx = await world.at(after(20))
  await parkStatuses(ctx, world.accountId, [
    {
      ...{ providerMessageId: 'wamid.raced', messageId: 'not-an-id', status: 'failed', at: after(10) },
      error: { code: 131026, title: 'Undeliverable' },
    },
  ])
  expect(await joinParked(ctx)).toEqual({ joined: 1 })
  expect(await read(message.id)).toMatchObject({ state: 'failed', errorCode: 131026 })
  const [person] = await database.db
    .select()
    .from(subscribers)
    .where(eq(subscribers.id, message.subscriberId))
  expect(person?.unreachableAt).toEqual(after(10))
  expect(await joinParked(ctx)).toEqual({ joined: 0 })
})

test('what nobody asks for is dropped after seven days, and not before', async () => {
  await parkStatuses(await world.at(noon), world.accountId, [
    { providerMessageId: 'wamid.elsewhere', status: 'sent', at: noon },
  ])
  expect(await expireParked(await world.at(daysBefore(noon, -6)))).toEqual({ expired: 0 })
  expect(await expireParked(await world.at(daysBefore(noon, -8)))).toEqual({ expired: 1 })
  expect(await parked()).toBe(0)
})
