import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { createTestDatabase } from '@/db/testing'
import { sealLedger } from '../consent/seal'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../consent/testing-shop'
import { verifyEvidenceOf } from '../consent/verify/evidence'
import { verifyProjections } from '../consent/verify/projections'
import { verifyLedger } from '../consent/verify/verify'
import { recordSignUp } from './record-sign-up'
import { takeSignUp } from './sign-up-queue'

let database: Database
let shop: TestShop
beforeAll(async () => {
  const made = await createTestDatabase()
  database = { ...made, close: made.drop }
  shop = await openTestShop(made.db)
})
afterAll(() => database.close())

const take = (phone: string, now = new Date('2026-03-01T10:00:00Z')) =>
  takeSignUp(database, shop.brandId, now, { ...signUpOf(shop, phone), shownHash: 'cd'.repeat(32) })

/** Everything that a sign-up leaves behind, but for what is new each time. */
async function traces(phone: string): Promise<unknown> {
  const [person] = await database.sql`
    select s.*, l.state as leading, l.is_marketing, l.source_kind as leading_kind, l.landing_page_id, l.qr_code_id as leading_qr
    from subscribers s join leading_consent l on l.subscriber_id = s.id where s.phone_e164 = ${phone}`
  const of = person?.id as string
  const rows = await Promise.all([
    database.sql`select * from sign_ups where subscriber_id = ${of}`,
    database.sql`select * from consent_events where subscriber_id = ${of} order by seq`,
    database.sql`select v.event_id from consent_evidence v where v.subscriber_id = ${of}`,
    database.sql`select * from consent_states where subscriber_id = ${of} order by topic_id`,
    database.sql`select * from audit_events where subject_id = ${of} order by action desc`,
    database.sql`select octet_length(p.tag) as tag from ledger_pending p join consent_events e on e.id = p.event_id
      where e.subscriber_id = ${of}`,
  ])
  const isNew =
    /^(id|code|seq|phone_e164|phone_hash|subscriber_id|subject_id|event_id|last_event_id|evidence_commitment)$/
  const withoutNew = (row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (isNew.test(name)) return [name, value === null ? null : 'its own']
        return [name, name === 'details' ? Object.keys(value as object).sort() : value]
      }),
    )
  return [withoutNew(person ?? {}), ...rows.map((found) => found.map(withoutNew))]
}

test('a sign-up in a rush leaves exactly what one alone leaves', async () => {
  const [alone, ...rush] = Array.from({ length: 6 }, newPhone) as [string, ...string[]]
  const now = new Date('2026-03-01T10:00:00Z')
  const ctx = await shop.at(60, { type: 'visitor' })
  await recordSignUp({ ...ctx, now }, { ...signUpOf(shop, alone), shownHash: 'cd'.repeat(32) })
  const codes = await Promise.all(rush.map((phone) => take(phone, now)))
  expect(new Set(codes.map(({ code }) => code)).size).toBe(rush.length)
  for (const phone of rush) expect(await traces(phone)).toEqual(await traces(alone))
})

test('the same number, ten times at one moment, is one person with one code and one set of events', async () => {
  const phone = newPhone()
  const answers = await Promise.all(Array.from({ length: 10 }, () => take(phone)))
  expect(new Set(answers.map(({ code }) => code)).size).toBe(1)
  expect(answers.filter(({ alreadyWaiting }) => !alreadyWaiting)).toHaveLength(1)
  const [{ events } = { events: 0 }] = await database.sql`
    select count(*)::int as events from consent_events e join subscribers s on s.id = e.subscriber_id
    where s.phone_e164 = ${phone}`
  expect(events).toBe(2)
})

test('one form that the database refuses fails alone, and takes nobody with it', async () => {
  const wrong = { ...signUpOf(shop, newPhone()), qrCodeId: '01990000-0000-7000-8000-00000000dead' }
  const others = Array.from({ length: 5 }, newPhone)
  const [refused, ...taken] = await Promise.allSettled([
    takeSignUp(database, shop.brandId, new Date('2026-03-01T10:00:00Z'), wrong),
    ...others.map((phone) => take(phone)),
  ])
  expect(refused?.status).toBe('rejected')
  expect(taken.map(({ status }) => status)).toEqual(others.map(() => 'fulfilled'))
})

test('what a rush wrote is sealed, opens and folds like everything else', async () => {
  await Promise.all(Array.from({ length: 150 }, () => take(newPhone())))
  const ctx = await shop.at(90)
  expect(await sealLedger(ctx)).toMatchObject({ refused: [] })
  expect(await verifyLedger(database, shop.brandId)).toMatchObject({ waiting: 0, findings: [] })
  expect(await verifyEvidenceOf(ctx)).toMatchObject({ changed: [], missing: [], erased: 0 })
  expect((await verifyProjections(ctx)).different).toEqual([])
})
