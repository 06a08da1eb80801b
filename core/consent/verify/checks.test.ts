import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { consentEvents } from '@/db/schema/consent'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listAttention } from '../../insights/attention'
import { recordSignUp } from '../../subscribers/record-sign-up'
import { sealLedger } from '../seal'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../testing-shop'
import { checkLedger, getLedgerStatus, requestLedgerCheck } from './checks'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

const check = async (minutes: number) =>
  checkLedger(await shop.at(minutes), { ...database, close: database.drop })
const record = async (minutes: number) => {
  await recordSignUp(await shop.at(minutes), signUpOf(shop, newPhone()))
  await sealLedger(await shop.at(minutes))
}
const behindItsBack = async (change: () => Promise<unknown>, table: string) => {
  await database.sql.unsafe(`alter table ${table} disable trigger user`)
  await change()
  await database.sql.unsafe(`alter table ${table} enable trigger user`)
}

it('a check is kept with the newest seal, and shown in settings', async () => {
  expect(await getLedgerStatus(await shop.at(0))).toEqual({
    head: null,
    waiting: 0,
    checks: [],
    isChecking: false,
  })
  await record(1)
  const kept = await check(2)
  const status = await getLedgerStatus(await shop.at(3))
  expect(status.checks).toEqual([kept])
  expect(kept).toMatchObject({ events: 2, sealed: 2, found: 0, findings: [], headHash: status.head?.hash })
})

it('asking twice asks for one check', async () => {
  await requestLedgerCheck(await shop.at(4))
  await requestLedgerCheck(await shop.at(5))
  const jobs = await database.sql`select 1 from graphile_worker.jobs where task_identifier = 'check-ledger'`
  expect(jobs).toHaveLength(1)
  expect((await getLedgerStatus(await shop.at(5))).isChecking).toBe(true)
})

it('an end that was cut off is found, though what is left is whole in itself', async () => {
  await record(6)
  await check(7)
  const [last] = await database.db.select().from(consentEvents).orderBy(desc(consentEvents.seq)).limit(1)
  await behindItsBack(
    () => database.sql`delete from ledger_seals where brand_id = ${shop.brandId} and position = (
      select max(position) from ledger_seals where brand_id = ${shop.brandId})`,
    'ledger_seals',
  )
  await database.sql`delete from consent_evidence where subscriber_id = ${last?.subscriberId ?? ''}`
  await behindItsBack(
    () => database.sql`delete from consent_events where subscriber_id = ${last?.subscriberId ?? ''}`,
    'consent_events',
  )
  const found = await check(8)
  expect(found.findings.map(({ what }) => what)).toEqual(['anchor-gone'])
  expect(await listAttention(await shop.at(9)), 'and staff read it first thing').toMatchObject([
    { kind: 'ledger-not-whole', found: 1 },
  ])
  const audit = await database.db.select().from(auditEvents).where(eq(auditEvents.action, 'ledger.not-whole'))
  expect(audit).toHaveLength(1)
})
