import { and, eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { consentEvents, consentEvidence } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { recordConsent } from '../consent/commands'
import { listConsentStates } from '../consent/queries'
import { becomesOf, foldAll } from '../consent/rules'
import { newPhone, openTestShop, readLedger, signUpOf, type TestShop } from '../consent/testing-shop'
import { verifyEvidenceOf } from '../consent/verify/evidence'
import { withdrawConsent } from '../consent/withdraw'
import { findByAddress, recognisePerson } from './identity'
import { mergePeople } from './merge'
import { tablesOfPeople } from './merge-tables'
import { moveToNumber } from './number-change'
import { getSubscriber, listProof } from './person'
import { listSubscribers } from './queries'
import { recordSignUp } from './record-sign-up'
import { confirmSignUp } from './sign-up'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

let nextUser = 1000
const newUserId = () => {
  nextUser += 1
  return `NL.${nextUser}`
}
const evidence = { providerMessageId: 'wamid.X' }
const heard = async (minutes: number, who: { phoneE164?: string; waUserId?: string; username?: string }) => {
  const ctx = await shop.at(minutes)
  return (await recognisePerson(ctx, { ...who, at: ctx.now, evidence })).id
}

/** Somebody who signed up with a number and confirmed from it. */
async function confirmed(minutes: number, phoneE164 = newPhone()) {
  const { code } = await recordSignUp(await shop.at(minutes), signUpOf(shop, phoneE164))
  const ctx = await shop.at(minutes + 1)
  const message = { code, fromE164: phoneE164, providerMessageId: `wamid.${code}`, at: ctx.now, text: code }
  const { subscriberId = '' } = await confirmSignUp(ctx, message)
  return { id: subscriberId, phoneE164 }
}

const stateOf = async (id: string, topicId = shop.topics.acties) =>
  (await listConsentStates(await shop.at(9_000), id)).find((row) => row.topicId === topicId)?.state ?? null

const rowOf = async (id: string) =>
  (await database.db.select().from(subscribers).where(eq(subscribers.id, id)))[0]

async function stop(id: string, minutes: number) {
  await withdrawConsent(await shop.at(minutes), {
    ...{ subscriberId: id, topicIds: [shop.topics.acties], method: 'keyword', evidence },
    source: { kind: 'whatsapp_thread' },
  })
}

/** The projection against a fold of the events as the database has them. */
async function expectFolded(...ids: string[]) {
  for (const id of ids) {
    const events = await database.db
      .select()
      .from(consentEvents)
      .where(eq(consentEvents.subscriberId, id))
      .orderBy(consentEvents.seq)
    for (const topicId of new Set(events.map((event) => event.topicId))) {
      const own = events.filter((event) => event.topicId === topicId)
      const folded = foldAll(own.map((event) => ({ ...event, ...becomesOf(event.details) })))
      expect(folded?.state ?? null).toBe(await stateOf(id, topicId))
    }
  }
}

describe('a person is known by number, by id, or by both', () => {
  it('finds the same person by whichever came, once both came together', async () => {
    const [phoneE164, waUserId] = [newPhone(), newUserId()]
    const id = await heard(1, { phoneE164 })
    expect(await heard(2, { phoneE164, waUserId, username: 'jan.x' })).toBe(id)
    expect(await heard(3, { waUserId })).toBe(id)
    expect(await heard(4, { phoneE164 })).toBe(id)
    expect(await rowOf(id)).toMatchObject({ phoneE164, waUserId, username: 'jan.x' })
  })

  it('gives somebody who hides the number a country of their own, and a number when it is shown', async () => {
    const [phoneE164, waUserId] = [newPhone(), `DE.${nextUser++}`]
    const id = await heard(1, { waUserId, username: 'lena' })
    expect(await getSubscriber(await shop.at(2), id)).toMatchObject({
      phone: null,
      username: 'lena',
      country: 'DE',
    })
    expect(await heard(3, { phoneE164, waUserId, username: 'lena.k' })).toBe(id)
    expect(await rowOf(id)).toMatchObject({ phoneE164, country: 'NL', username: 'lena.k' })
  })

  it('keeps one person when the same two come at the same time', async () => {
    const [phoneE164, waUserId] = [newPhone(), newUserId()]
    const ids = await Promise.all(Array.from({ length: 6 }, () => heard(1, { phoneE164, waUserId })))
    expect(new Set(ids).size).toBe(1)
  })

  it('makes one of the number on the form and the id in the chat, with the consent and its proof', async () => {
    const { id, phoneE164 } = await confirmed(10)
    const waUserId = newUserId()
    const chat = await heard(12, { waUserId, username: 'sanne' })
    expect(chat).not.toBe(id)
    expect(await heard(13, { phoneE164, waUserId })).toBe(id)

    expect(await rowOf(id)).toMatchObject({ phoneE164, waUserId, username: 'sanne', mergedIntoId: null })
    expect(await rowOf(chat)).toMatchObject({ phoneE164: null, waUserId: null, mergedIntoId: id })
    expect(await stateOf(id)).toBe('confirmed')
    const list = await listSubscribers(await shop.at(14), {})
    expect(list.rows.map((row) => row.id)).not.toContain(chat)
    const audit = await database.db.select().from(auditEvents).where(eq(auditEvents.subjectId, id))
    expect(audit.map((row) => row.action)).toContain('subscriber.merge')
  })
})

describe('merging two people', () => {
  it('keeps the yes of either, and opens all the evidence under the one key that is left', async () => {
    const [one, two] = [await confirmed(20), await confirmed(22)]
    const about = { keepId: one.id, goneId: two.id, trust: 'both', because: 'staff', evidence } as const
    const ctx = await shop.at(25)
    await withdrawConsent(ctx, {
      ...{ subscriberId: one.id, topicIds: [shop.topics.werkplaats], method: 'staff_entry', evidence },
      source: { kind: 'staff' },
    })
    const before = await verifyEvidenceOf(ctx)
    await mergePeople(await shop.at(26), about)
    // The check of the whole ledger opens what moved, and takes nobody for erased.
    const checked = await verifyEvidenceOf(ctx)
    expect(checked).toMatchObject({ changed: [], missing: [], erased: before.erased })
    expect(checked.intact).toBeGreaterThan(before.intact)
    expect(await stateOf(one.id)).toBe('confirmed')
    // A yes from before the no is no answer to it.
    expect(await stateOf(one.id, shop.topics.werkplaats)).toBe('withdrawn')
    expect(await stateOf(two.id)).toBeNull()
    expect(await readLedger(ctx, one.id, shop.topics.acties)).toEqual(['given', 'confirmed', 'corrected'])
    expect(await readLedger(ctx, two.id, shop.topics.acties)).toEqual(['given', 'confirmed', 'corrected'])
    await expectFolded(one.id, two.id)

    const proof = await listProof(await shop.at(27), one.id)
    expect(proof.map((entry) => entry.evidence)).toEqual(proof.map(() => 'intact'))
    expect(proof.filter((entry) => entry.kind === 'confirmed')).toHaveLength(2)
    const left = await database.db
      .select()
      .from(consentEvidence)
      .where(eq(consentEvidence.subscriberId, two.id))
    expect(left).toEqual([])
    await expect(mergePeople(await shop.at(28), about)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('knows for every table that points at people what becomes of its rows', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid = 'subscribers'::regclass`
    const known = [...tablesOfPeople.moves, ...tablesOfPeople.stays]
    expect(rows.map((row) => row.name).filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('a change of number', () => {
  const move = async (minutes: number, subscriberId: string, phoneE164: string, waUserId?: string) => {
    const ctx = await shop.at(minutes)
    await moveToNumber(ctx, { subscriberId, phoneE164, waUserId, at: ctx.now, evidence })
  }

  it('takes the consent along, with the webhook and both numbers as evidence, and frees the old number', async () => {
    const { id, phoneE164 } = await confirmed(40)
    const next = newPhone()
    await move(45, id, next, 'NL.777')
    expect(await rowOf(id)).toMatchObject({ phoneE164: next, waUserId: 'NL.777' })
    expect(await stateOf(id)).toBe('confirmed')
    expect(await readLedger(await shop.at(46), id, shop.topics.acties)).toEqual([
      'given',
      'confirmed',
      'corrected',
    ])
    const [last] = (await listProof(await shop.at(46), id)).slice(-1)
    expect(last).toMatchObject({ kind: 'corrected', method: 'number_change', evidence: 'intact' })
    // Who gets the old number next is somebody new, without consent.
    const stranger = await heard(47, { phoneE164 })
    expect(stranger).not.toBe(id)
    expect(await stateOf(stranger)).toBeNull()
    await expectFolded(id)
  })

  it('lends nobody the consent of who had the number before', async () => {
    const owner = await confirmed(50)
    const mover = await heard(52, { phoneE164: newPhone() })
    await move(53, mover, owner.phoneE164)
    expect(await stateOf(mover)).toBeNull()
    expect(await stateOf(owner.id)).toBeNull()
    expect((await rowOf(owner.id))?.mergedIntoId).toBe(mover)
  })

  it('loses no stop that was sent from the new number', async () => {
    const [before, mover] = [await confirmed(60), await confirmed(60)]
    await stop(before.id, 65)
    await move(66, mover.id, before.phoneE164)
    expect(await stateOf(mover.id)).toBe('withdrawn')
    await expectFolded(before.id, mover.id)
  })

  it('leaves another account of WhatsApp its consent and takes only the number from it', async () => {
    const [other, mover] = [await confirmed(70), await confirmed(70)]
    await heard(72, { phoneE164: other.phoneE164, waUserId: 'NL.888' })
    await move(73, mover.id, other.phoneE164, 'NL.999')
    expect(await rowOf(other.id)).toMatchObject({ phoneE164: null, waUserId: 'NL.888', mergedIntoId: null })
    expect(await stateOf(other.id)).toBe('confirmed')
    expect(await stateOf(mover.id)).toBe('confirmed')
  })
})

describe('a code from somebody who hides the number', () => {
  it('confirms for who wrote it, and for the number on the form nothing', async () => {
    const phoneE164 = newPhone()
    const { code } = await recordSignUp(await shop.at(80), signUpOf(shop, phoneE164))
    const waUserId = newUserId()
    const senderId = await heard(81, { waUserId })
    const send = async (minutes: number) => {
      const ctx = await shop.at(minutes)
      const message = { code, senderId, fromE164: null, fromUserId: waUserId, at: ctx.now, text: code }
      return (await confirmSignUp(ctx, { ...message, providerMessageId: `wamid.${minutes}` })).outcome
    }
    expect(await send(82)).toBe('confirmed')
    expect(await stateOf(senderId)).toBe('confirmed')
    const { byNumber } = await findByAddress(await shop.at(83), { phoneE164 })
    expect(await stateOf(byNumber?.id ?? '')).toBe('given')
    expect(await send(84)).toBe('already-confirmed')
    // Shown together one day, they are one person, and confirmed.
    expect(await heard(85, { phoneE164, waUserId })).toBe(byNumber?.id)
    expect(await stateOf(byNumber?.id ?? '')).toBe('confirmed')
  })
})

it('nobody is left without a number, an id, or the person they became', async () => {
  const merged = await database.db
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.brandId, shop.brandId), isNotNull(subscribers.mergedIntoId)))
  expect(merged.length).toBeGreaterThan(3)
  const ctx = await shop.at(90)
  const { id } = await recognisePerson(ctx, { phoneE164: newPhone(), at: ctx.now, evidence })
  await expect(
    database.db.update(subscribers).set({ phoneE164: null }).where(eq(subscribers.id, id)),
  ).rejects.toThrow()
  await recordConsent(ctx, {
    ...{ subscriberId: id, topicIds: [shop.topics.acties], kind: 'corrected', method: 'staff_entry' },
    ...{ source: { kind: 'staff' }, evidence },
  })
  expect(await stateOf(id)).toBeNull()
})
