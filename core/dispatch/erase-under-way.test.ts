import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '@/db/schema/campaigns'
import { subscriberKeys } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newDataKey } from '../platform/crypto'
import { noon } from '../policy/testing-world'
import { requireAccount } from '../providers/accounts'
import type { SendOutcome } from '../providers/whatsapp/types'
import { eraseSubscriber } from '../subscribers/erase'
import { dispatchBatch } from './send-batch'
import { applyStatuses } from './statuses'
import { makeStage, startTestSimulator, type TestSimulator } from './testing-stage'

let database: TestDatabase
let simulator: TestSimulator

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
})
afterAll(async () => {
  await simulator.stop()
  await database.drop()
})

/** Sends to one person who is erased while WhatsApp has the message and has not answered yet. */
async function eraseDuring(outcome: SendOutcome) {
  const stage = await makeStage(database.db, simulator, { people: 1, now: noon })
  const ctx = await stage.at(noon)
  const subscriberId = stage.people[0] ?? ''
  const { brandId } = stage
  await database.db.insert(subscriberKeys).values({ brandId, subscriberId, wrappedKey: newDataKey().wrapped })
  const send = async () => {
    await eraseSubscriber(ctx, { subscriberId, via: 'staff' })
    return outcome
  }
  const account = await requireAccount(ctx)
  await dispatchBatch(ctx, { provider: { sendTemplate: send, sendText: send }, account, limit: 10 })
  const read = async () => {
    const [row] = await database.db
      .select()
      .from(messages)
      .where(and(eq(messages.brandId, stage.brandId), eq(messages.subscriberId, subscriberId)))
    return row
  }
  return { stage, ctx, account, read }
}

test('who is erased while a message is under way leaves no id of WhatsApp behind, whatever comes in later', async () => {
  const wamid = 'wamid.HBgLMzE2MTIzNDU2NzgVAgARGBI'
  const { stage, ctx, read } = await eraseDuring({ kind: 'accepted', providerMessageId: wamid, held: false })
  expect(await read()).toMatchObject({ state: 'accepted' })
  const status = { messageId: stage.messageIds[0], providerMessageId: wamid, status: 'read', at: noon }
  expect((await applyStatuses(ctx, [status])).changed).toBe(1)
  const row = await read()
  expect(row).toMatchObject({ state: 'read' })
  expect(JSON.stringify(row)).not.toContain('wamid')
})

test('a try that failed for a moment is not made again for somebody who was erased meanwhile', async () => {
  const passing: SendOutcome = { kind: 'refused', then: 'retry', code: 131_000, title: 'try again' }
  const { stage, account, read } = await eraseDuring(passing)
  expect(await read()).toMatchObject({ state: 'queued' })
  const never = async (): Promise<SendOutcome> => {
    throw new Error('nothing may be sent')
  }
  const later = await stage.at(new Date(noon.getTime() + 60 * 60_000))
  await dispatchBatch(later, { provider: { sendTemplate: never, sendText: never }, account, limit: 10 })
  expect(await read()).toMatchObject({ state: 'skipped', skipReason: 'opted_out' })
})
