import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listConsentStates } from '../consent/queries'
import { newPhone, openTestShop, readLedger, signUpOf, type TestShop } from '../consent/testing-shop'
import { withdrawConsent } from '../consent/withdraw'
import { recordSignUp } from './record-sign-up'
import { confirmSignUp, expireSignUps } from './sign-up'
import { getSignUp } from './sign-up-queries'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

const hours = (count: number) => count * 60
const states = async (minutes: number, subscriberId: string) =>
  Object.fromEntries(
    (await listConsentStates(await shop.at(minutes), subscriberId)).map((row) => [row.topicId, row.state]),
  )

async function message(code: string, fromE164: string, minutes: number) {
  const ctx = await shop.at(minutes)
  return {
    code,
    fromE164,
    providerMessageId: `wamid.${code}.${minutes}`,
    at: ctx.now,
    text: `Ja, meld mij aan. Code ${code}`,
  }
}
const confirm = async (code: string, fromE164: string, minutes: number) =>
  confirmSignUp(await shop.at(minutes), await message(code, fromE164, minutes))

describe('signing up', () => {
  it('gives a code, and counts as confirmed once it comes back from the typed number', async () => {
    const phone = newPhone()
    const signUp = await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    expect(signUp).toMatchObject({
      alreadyWaiting: false,
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}$/),
    })
    const { subscriberId } = await getSignUp(await shop.at(2), signUp.signUpId)
    expect(await states(2, subscriberId)).toEqual({
      [shop.topics.acties]: 'given',
      [shop.topics.werkplaats]: 'given',
    })

    expect(await confirm(signUp.code, phone, 5)).toMatchObject({
      outcome: 'confirmed',
      subscriberId,
      language: 'nl',
    })
    expect(await states(6, subscriberId)).toEqual({
      [shop.topics.acties]: 'confirmed',
      [shop.topics.werkplaats]: 'confirmed',
    })
    expect((await confirm(signUp.code, phone, 7)).outcome).toBe('already-confirmed')
    expect(await readLedger(await shop.at(8), subscriberId, shop.topics.acties)).toEqual([
      'given',
      'confirmed',
    ])
  })

  it('makes one person, one code and one event of a form that was sent many times at once', async () => {
    const phone = newPhone()
    const ctx = await shop.at(1)
    const all = await Promise.all(Array.from({ length: 6 }, () => recordSignUp(ctx, signUpOf(shop, phone))))
    expect(new Set(all.map((one) => one.code)).size).toBe(1)
    expect(all.filter((one) => !one.alreadyWaiting)).toHaveLength(1)
    const people = await database.db
      .select({ id: subscribers.id })
      .from(subscribers)
      .where(eq(subscribers.phoneE164, phone))
    expect(people).toHaveLength(1)
    expect(await readLedger(ctx, people[0]?.id ?? '', shop.topics.acties)).toEqual(['given'])
  })

  it('confirms once when the same message is handled twice at the same moment', async () => {
    const phone = newPhone()
    const { code, signUpId } = await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    const outcomes = await Promise.all([
      confirm(code, phone, 2),
      confirm(code, phone, 2),
      confirm(code, phone, 2),
    ])
    expect(outcomes.map((one) => one.outcome).sort()).toEqual([
      'already-confirmed',
      'already-confirmed',
      'confirmed',
    ])
    const { subscriberId } = await getSignUp(await shop.at(3), signUpId)
    expect(await readLedger(await shop.at(3), subscriberId, shop.topics.acties)).toEqual([
      'given',
      'confirmed',
    ])
  })

  it('does not take a code from another phone, and tells that phone nothing about whose it is', async () => {
    const { code, signUpId } = await recordSignUp(await shop.at(1), signUpOf(shop, newPhone()))
    const outcome = await confirm(code, newPhone(), 2)
    expect(outcome).toEqual({ outcome: 'wrong-phone', language: 'nl', landingPageVersionId: shop.versionId })
    expect((await getSignUp(await shop.at(3), signUpId)).confirmedAt).toBeNull()
    expect((await confirm('ZZZZZ', newPhone(), 2)).outcome).toBe('unknown')
  })

  it('ends after 48 hours: the code, the tick, and the wait; a new try gets a new code', async () => {
    const phone = newPhone()
    const { code, signUpId } = await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    const { subscriberId } = await getSignUp(await shop.at(1), signUpId)
    expect((await confirm(code, phone, hours(48) + 2)).outcome).toBe('expired')
    await expireSignUps(await shop.at(hours(48) + 3))
    await expireSignUps(await shop.at(hours(48) + 4))
    expect((await states(hours(49), subscriberId))[shop.topics.acties]).toBe('expired')
    expect(await readLedger(await shop.at(hours(49)), subscriberId, shop.topics.acties)).toEqual([
      'given',
      'expired',
    ])

    const again = await recordSignUp(await shop.at(hours(50)), signUpOf(shop, phone))
    expect(again.alreadyWaiting).toBe(false)
    expect(again.code).not.toBe(code)
    expect((await confirm(again.code, phone, hours(51))).outcome).toBe('confirmed')
  })

  it('takes a message that was written in time and reached us late', async () => {
    const phone = newPhone()
    const { code, signUpId } = await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    await expireSignUps(await shop.at(hours(50)))
    const late = await confirmSignUp(await shop.at(hours(60)), await message(code, phone, hours(47)))
    expect(late.outcome).toBe('confirmed')
    const { subscriberId } = await getSignUp(await shop.at(hours(61)), signUpId)
    expect((await states(hours(61), subscriberId))[shop.topics.acties]).toBe('confirmed')
  })

  it('leaves a confirmed person as they are when a stranger types their number', async () => {
    const phone = newPhone()
    const own = await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    await confirm(own.code, phone, 2)
    const { subscriberId } = await getSignUp(await shop.at(3), own.signUpId)
    await recordSignUp(await shop.at(hours(1)), { ...signUpOf(shop, phone), language: 'en' })
    await expireSignUps(await shop.at(hours(60)))
    expect((await states(hours(61), subscriberId))[shop.topics.acties]).toBe('confirmed')
    const [person] = await database.db.select().from(subscribers).where(eq(subscribers.id, subscriberId))
    expect(person?.language).toBe('nl')
  })

  it('brings back who left, but only with the confirmation from their own phone', async () => {
    const phone = newPhone()
    const first = await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    await confirm(first.code, phone, 2)
    const { subscriberId } = await getSignUp(await shop.at(3), first.signUpId)
    const source = { kind: 'whatsapp_thread' as const }
    await withdrawConsent(await shop.at(10), { subscriberId, method: 'keyword', source, evidence: {} })
    const second = await recordSignUp(await shop.at(20), signUpOf(shop, phone, [shop.topics.acties]))
    expect((await states(21, subscriberId))[shop.topics.acties]).toBe('withdrawn')
    await confirm(second.code, phone, 22)
    expect(await states(23, subscriberId)).toEqual({
      [shop.topics.acties]: 'confirmed',
      [shop.topics.werkplaats]: 'withdrawn',
    })
  })

  it('lets the tick stand without confirmation where a brand asks for none', async () => {
    const open = await openTestShop(database.db, { doubleOptIn: false })
    const { signUpId } = await recordSignUp(await open.at(1), signUpOf(open, newPhone()))
    const { subscriberId } = await getSignUp(await open.at(1), signUpId)
    await expireSignUps(await open.at(hours(60)))
    expect((await listConsentStates(await open.at(hours(61)), subscriberId)).map((row) => row.state)).toEqual(
      ['given', 'given'],
    )
  })

  it('keeps brands apart: the same number is two people, and a code works at its own brand only', async () => {
    const other = await openTestShop(database.db)
    const phone = newPhone()
    const here = await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    await recordSignUp(await other.at(1), signUpOf(other, phone))
    const there = await confirmSignUp(await other.at(2), await message(here.code, phone, 2))
    expect(there.outcome).toBe('unknown')
    await expect(getSignUp(await other.at(2), here.signUpId)).rejects.toMatchObject({ code: 'not-found' })
    expect(await database.db.select().from(subscribers).where(eq(subscribers.phoneE164, phone))).toHaveLength(
      2,
    )
  })
})
