import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../consent/testing-shop'
import { eraseSubscriber } from '../subscribers/erase'
import { addNote } from '../subscribers/notes'
import { recordSignUp } from '../subscribers/record-sign-up'
import { applyPendingWebhooks } from './apply'
import { exportPerson } from './export-person'
import { connectTestAccount, envelope, inbound, messagesValue, post } from './testing-webhooks'
import { listTimeline } from './timeline'

let database: TestDatabase
let shop: TestShop
let person: { id: string; phone: string }

beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
  const account = await connectTestAccount(await shop.at(0))
  const phone = newPhone()
  const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
  const { now } = await shop.at(1)
  const message = inbound(phone, now, `code ${code}`)
  const contacts = [{ profile: { name: 'Sanne' }, wa_id: phone.slice(1) }]
  await post(account, envelope('messages', messagesValue({ contacts, messages: [message] })))
  await applyPendingWebhooks({ db: database.db, brandId: shop.brandId, accountId: account.id, now })
  const [row] = await database.db.select().from(subscribers).where(eq(subscribers.phoneE164, phone))
  person = { id: row?.id ?? '', phone }
  await addNote(await shop.at(5), { subscriberId: person.id, text: 'Belt liever.' })
})
afterAll(() => database.drop())

test('everything between a person and the brand stands in one order, the newest first', async () => {
  const items = await listTimeline(await shop.at(6), person.id)
  expect(items.map(({ what }) => what).sort()).toEqual(['consent', 'consent', 'note', 'received', 'sent'])
  const moments = items.map(({ at }) => at.getTime())
  expect(moments).toEqual(moments.toSorted((a, b) => b - a))
  expect(items[0]).toMatchObject({ what: 'note', text: 'Belt liever.' })
  const received = items.find((item) => item.what === 'received')
  expect(received?.windowUntil.getTime()).toBe((received?.at.getTime() ?? 0) + 24 * 60 * 60 * 1000)
})

test('the file of one person holds all of it, leaves a line in the log, and is not to be had after erasing', async () => {
  const ctx = await shop.at(7)
  const file = await exportPerson(ctx, { subscriberId: person.id })
  expect(file).toMatchObject({
    person: { phone: person.phone, name: 'Sanne' },
    notes: [{ text: 'Belt liever.' }],
    messages: { fromYou: [{ understoodAs: 'confirmation' }] },
    linksOpened: [],
  })
  const log = await database.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectId, person.id), eq(auditEvents.action, 'subscriber.export')))
  expect(log).toHaveLength(1)
  await eraseSubscriber(ctx, { subscriberId: person.id, via: 'staff' })
  await expect(exportPerson(ctx, { subscriberId: person.id })).rejects.toThrow('not-found')
  const rest = JSON.stringify(await listTimeline(ctx, person.id))
  for (const trace of [person.phone.slice(1), 'Sanne', 'Belt liever']) expect(rest).not.toContain(trace)
})
