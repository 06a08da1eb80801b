import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { ensureSubscriber } from '../../subscribers/commands'
import { eraseSubscriber } from '../../subscribers/erase'
import { recordConsent } from '../commands'
import { sealLedger } from '../seal'
import { newPhone, openTestShop, type TestShop } from '../testing-shop'
import { checkReceipt } from './check'
import { buildReceipt } from './receipt'
import { receiptSchema } from './schema'

let database: TestDatabase
let shop: TestShop

beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

async function person(minutes: number) {
  const ctx = await shop.at(minutes)
  const { id: subscriberId } = await ensureSubscriber(ctx, {
    ...{ phoneE164: newPhone(), country: 'NL', language: 'nl', name: 'Sanne' },
  })
  const act = {
    ...{ subscriberId, topicIds: [shop.topics.acties], evidence: { ip: '192.0.2.7' } },
    source: { kind: 'landing_page', wordingId: shop.wordingId, language: 'nl' },
  } as const
  await recordConsent(ctx, { ...act, topicIds: [...act.topicIds], kind: 'given', method: 'tick' })
  return { ctx, subscriberId }
}

/** As it comes back from a file. */
const roundTrip = (receipt: unknown) => receiptSchema.parse(JSON.parse(JSON.stringify(receipt)))

test('a receipt is proven by its own paths and the seals, and waits while an act has no seal yet', async () => {
  const { ctx, subscriberId } = await person(1)
  const early = await checkReceipt(database.db, roundTrip(await buildReceipt(ctx, subscriberId)))
  expect(early).toMatchObject({ isProven: false, isWaiting: true })
  await sealLedger(ctx)
  const receipt = await buildReceipt(ctx, subscriberId, { withEvidence: true })
  const checked = await checkReceipt(database.db, roundTrip(receipt))
  expect(checked).toMatchObject({ isProven: true, isWaiting: false })
  expect(checked.events).toMatchObject([
    { kind: 'given', inclusion: 'yes', seal: 'yes', ledger: 'yes', wording: 'yes', evidence: 'yes' },
  ])
})

test('a receipt in which one letter was changed is not proven', async () => {
  const { ctx, subscriberId } = await person(2)
  await sealLedger(ctx)
  const receipt = await buildReceipt(ctx, subscriberId, { withEvidence: true })
  const text = JSON.stringify(receipt).replaceAll('"kind":"given"', '"kind":"confirmed"')
  const checked = await checkReceipt(database.db, receiptSchema.parse(JSON.parse(text)))
  expect(checked.isProven).toBe(false)
  expect(checked.events[0]).toMatchObject({ inclusion: 'no', ledger: 'no' })
})

test('it has the field names of the standards, and the whole number nowhere in the part for everybody', async () => {
  const { ctx, subscriberId } = await person(3)
  await sealLedger(ctx)
  const receipt = await buildReceipt(ctx, subscriberId)
  expect(receipt).toMatchObject({
    version: 'KI-CR-v1.1.0',
    jurisdiction: 'NL',
    piiPrincipalId: subscriberId,
    sensitive: false,
    services: [{ purposes: [{ consentType: 'EXPLICIT', thirdPartyDisclosure: true }] }],
    consent_record: { header: { schema_version: 'ISO/IEC TS 27560:2023', pii_principal_id: subscriberId } },
  })
  const [row] = await database.sql`select phone_e164 from subscribers where id = ${subscriberId}`
  expect(JSON.stringify(receipt)).not.toContain(row?.['phone_e164'])
})

test('a receipt that somebody kept is still proven after they were erased', async () => {
  const { ctx, subscriberId } = await person(4)
  await sealLedger(ctx)
  const kept = roundTrip(await buildReceipt(ctx, subscriberId, { withEvidence: true }))
  await eraseSubscriber(ctx, { subscriberId, via: 'staff' })
  expect(await checkReceipt(database.db, kept)).toMatchObject({ isProven: true })
})
