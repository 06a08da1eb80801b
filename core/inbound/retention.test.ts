import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { openTestShop, type TestShop } from '../consent/testing-shop'
import { sha256 } from '../platform/crypto'
import { newId } from '../platform/ids'
import { applyRetention } from '../retention/commands'
import { ruleFacts } from '../retention/schema'
import { openBrandForSystem } from '../staff/gate'
import { rowDays, tidyDeliveries } from './retention'
import { connectTestAccount, type TestAccount } from './testing-webhooks'

let database: TestDatabase
let shop: TestShop
let account: TestAccount
const now = new Date('2026-11-22T10:00:00Z')
const bodyDays = ruleFacts.webhook_bodies.usual ?? 0
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  account = await connectTestAccount(await shop.at(0))
})
afterAll(() => database.drop())

async function addDelivery(facts: { applied: Date | null; problems?: string[] }): Promise<string> {
  const id = newId()
  await database.db.insert(webhookDeliveries).values({
    ...{ brandId: shop.brandId, id, accountId: account.id, receivedAt: facts.applied ?? daysAgo(400) },
    ...{ bodyHash: sha256(id), body: '{"from":"31612345678"}' },
    ...{ appliedAt: facts.applied, problems: facts.problems ?? [] },
  })
  return id
}
/** What a night does: the brand's own rule empties, and what is empty and old goes. */
const night = async () => {
  const actor = { type: 'system', job: 'test' } as const
  const ctx = await openBrandForSystem({ db: database.db, actor, now }, shop.brandId)
  const { webhook_bodies: emptied } = await applyRetention(ctx)
  return { emptied, ...(await tidyDeliveries({ db: database.db, now })) }
}
const read = async (id: string) => {
  const [row] = await database.db
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.brandId, shop.brandId), eq(webhookDeliveries.id, id)))
  return row && { hasBody: row.body !== null, hasHash: row.bodyHash.length > 0, problems: row.problems }
}

test('a body goes when it is no longer needed, its row later, and what was not applied never', async () => {
  const fresh = await addDelivery({ applied: daysAgo(bodyDays - 1) })
  const read30 = await addDelivery({ applied: daysAgo(bodyDays + 1) })
  const old = await addDelivery({ applied: daysAgo(rowDays + 1) })
  const odd = await addDelivery({ applied: daysAgo(rowDays + 1), problems: ['unknown status "x"'] })
  const waiting = await addDelivery({ applied: null })

  expect(await night()).toEqual({ emptied: 3, removed: 1 })
  expect(await read(fresh)).toMatchObject({ hasBody: true })
  // The hash stays, so that a redelivery of the same bytes is still known.
  expect(await read(read30)).toEqual({ hasBody: false, hasHash: true, problems: [] })
  expect(await read(old)).toBeUndefined()
  expect(await read(odd)).toEqual({ hasBody: false, hasHash: true, problems: ['unknown status "x"'] })
  expect(await read(waiting)).toMatchObject({ hasBody: true })
  expect(await night()).toEqual({ emptied: 0, removed: 0 })
})
