import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { attributeDefinitions, subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { recordConsent } from '../consent/commands'
import { listConsentStates } from '../consent/queries'
import { buildReceipt } from '../consent/receipts/receipt'
import { findSuppressed } from '../consent/suppression-queries'
import { suppress } from '../consent/suppressions'
import { newPhone, openTestShop, readLedger, type TestShop } from '../consent/testing-shop'
import { withdrawConsent } from '../consent/withdraw'
import { explainPerson } from '../policy/explain'
import { changeNumber } from './change-number'
import { ensureSubscriber } from './commands'
import { listDuplicates, previewMerge } from './duplicates'
import { editPerson } from './edit'
import { joinPeople } from './join-people'
import { addNote, changeNote, listNotes, removeNote } from './notes'
import { listProof } from './person'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  await database.db.insert(attributeDefinitions).values([
    { brandId: shop.brandId, key: 'size', label: 'Size', kind: 'number', createdAt: new Date() },
    { brandId: shop.brandId, key: 'email', label: 'E-mail', kind: 'text', createdAt: new Date() },
  ])
})
afterAll(() => database.drop())

const rowOf = async (id: string) => {
  const [row] = await database.db.select().from(subscribers).where(eq(subscribers.id, id))
  if (!row) throw new Error('nobody')
  return row
}

/** Somebody who confirmed offers from their own phone. */
async function somebody(name: string, phoneE164 = newPhone()): Promise<{ id: string; phone: string }> {
  const ctx = await shop.at(0)
  const { id } = await ensureSubscriber(ctx, { phoneE164, country: 'NL', language: 'nl', name })
  const act = { subscriberId: id, topicIds: [shop.topics.acties], evidence: { phoneE164 } }
  const source = { kind: 'landing_page', wordingId: shop.wordingId, language: 'nl' } as const
  await recordConsent(ctx, { ...act, kind: 'given', method: 'tick', source })
  await recordConsent(ctx, { ...act, kind: 'confirmed', method: 'message', source })
  return { id, phone: phoneE164 }
}

const stateOf = async (id: string) =>
  (await listConsentStates(await shop.at(1), id)).find(({ topicId }) => topicId === shop.topics.acties)?.state
const decisionOf = async (id: string) =>
  (await explainPerson(await shop.at(20), { subscriberId: id, topicId: shop.topics.acties })).decision

let me: { id: string; phone: string }
let other: { id: string; phone: string }
beforeEach(async () => {
  me = await somebody('Sanne de Wit')
  other = await somebody('Sanne de Wit')
})

describe('changing what is kept about a person', () => {
  const form = (revision: number, changes = {}) => ({
    ...{ subscriberId: me.id, revision, name: 'Sanne', language: 'de' as const, country: 'DE' },
    ...{ tags: ['vip'], attributes: { size: '54,5' } },
    ...changes,
  })

  test('keeps it, says in the log which fields and never what stands in them', async () => {
    const ctx = await shop.at(1)
    expect(await editPerson(ctx, form(1))).toEqual({ revision: 2 })
    expect(await rowOf(me.id)).toMatchObject({
      name: 'Sanne',
      language: 'de',
      tags: ['vip'],
      attributes: { size: 54.5 },
    })
    const [audit] = await database.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectId, me.id), eq(auditEvents.action, 'subscriber.edit')))
    expect(audit?.details).toEqual({ fields: ['name', 'language', 'country', 'tags', 'attributes'] })
    await editPerson(ctx, form(2, { attributes: { size: '' } }))
    expect((await rowOf(me.id)).attributes).toEqual({})
  })

  test('of two windows the second is told, and nothing of the first is lost', async () => {
    const ctx = await shop.at(1)
    const both = await Promise.allSettled([
      editPerson(ctx, form(1, { name: 'Eerste' })),
      editPerson(await shop.at(1), form(1, { name: 'Tweede' })),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'person-changed-elsewhere' },
    })
    expect((await rowOf(me.id)).revision).toBe(2)
  })

  test.each([{ size: 'groot' }, { unknown: 'x' }])(
    'refuses an attribute that is none: %o',
    async (attributes) => {
      await expect(editPerson(await shop.at(1), form(1, { attributes }))).rejects.toThrow('invalid-input')
    },
  )
})

describe('a number that staff change', () => {
  test('takes the confirmation away, so that nothing is sent until the new phone itself says yes', async () => {
    const phone = newPhone()
    await changeNumber(await shop.at(5), { subscriberId: me.id, revision: 1, phone })
    expect(await rowOf(me.id)).toMatchObject({
      phoneE164: phone,
      waUserId: null,
      serviceWindowUntil: null,
      revision: 2,
    })
    expect(await stateOf(me.id)).toBe('given')
    expect(await decisionOf(me.id)).toBe('never_confirmed')
    expect(await readLedger(await shop.at(5), me.id, shop.topics.acties)).toEqual([
      'given',
      'confirmed',
      'corrected',
    ])
  })

  test('takes along what stands against the old number, and leaves a withdrawal as it is', async () => {
    const ctx = await shop.at(5)
    await suppress(ctx, { identity: me.phone, scope: 'marketing', reason: 'complaint' })
    await withdrawConsent(ctx, {
      subscriberId: me.id,
      method: 'staff_entry',
      source: { kind: 'staff' },
      evidence: {},
    })
    const phone = newPhone()
    await changeNumber(ctx, { subscriberId: me.id, revision: 1, phone })
    expect(await stateOf(me.id)).toBe('withdrawn')
    expect((await findSuppressed(ctx, [phone])).get(phone)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ from: 'list', scope: 'marketing', reason: 'complaint' }),
      ]),
    )
  })

  test('is refused where it is the same, somebody else’s, no number, or changed in another window', async () => {
    const change = async (phone: string, revision = 1) =>
      changeNumber(await shop.at(5), { subscriberId: me.id, revision, phone })
    await expect(change(me.phone)).rejects.toThrow('number-unchanged')
    await expect(change(other.phone)).rejects.toThrow('number-of-somebody-else')
    await expect(change('12')).rejects.toThrow('phone-invalid')
    await expect(change(newPhone(), 9)).rejects.toThrow('person-changed-elsewhere')
    expect((await rowOf(me.id)).phoneE164).toBe(me.phone)
  })
})

describe('two people who are one', () => {
  test('are found by name, by the end of the number and by e-mail', async () => {
    await database.db
      .update(subscribers)
      .set({ attributes: { email: 'a@b.example' }, name: 'Elk' })
      .where(eq(subscribers.id, me.id))
    await database.db
      .update(subscribers)
      .set({ attributes: { email: 'a@b.example' } })
      .where(eq(subscribers.id, other.id))
    const belgian = await somebody('Iemand', `+324${me.phone.slice(-8)}`)
    const found = await listDuplicates(await shop.at(1), me.id)
    expect(Object.fromEntries(found.map(({ id, alike }) => [id, alike]))).toEqual({
      [other.id]: ['email'],
      [belgian.id]: ['number'],
    })
  })

  test('a yes is not lent, a no of either wins, and the ledger of both is still whole', async () => {
    const ctx = await shop.at(10)
    await withdrawConsent(ctx, {
      subscriberId: other.id,
      method: 'staff_entry',
      source: { kind: 'staff' },
      evidence: {},
    })
    await recordConsent(ctx, {
      ...{
        subscriberId: other.id,
        topicIds: [shop.topics.nieuws],
        kind: 'given',
        method: 'tick',
        evidence: {},
      },
      source: { kind: 'landing_page' },
    })
    await suppress(ctx, { identity: other.phone, scope: 'all', reason: 'complaint' })
    const pair = { keepId: me.id, goneId: other.id }
    const preview = await previewMerge(ctx, pair)
    expect(preview.topics.map(({ topic, keep, gone, becomes }) => [topic.key, keep, gone, becomes])).toEqual([
      ['acties', 'confirmed', 'withdrawn', 'withdrawn'],
      ['werkplaats', null, null, null],
      ['nieuws', null, 'given', null],
    ])
    await joinPeople(ctx, pair)
    const now = await listConsentStates(ctx, me.id)
    for (const { topic, becomes } of preview.topics) {
      expect(now.find(({ topicId }) => topicId === topic.id)?.state ?? null).toBe(becomes)
    }
    expect((await findSuppressed(ctx, [me.phone])).get(me.phone)?.some(({ from }) => from === 'list')).toBe(
      true,
    )
    expect(await rowOf(other.id)).toMatchObject({ mergedIntoId: me.id, phoneE164: null, name: null })
    expect((await listProof(ctx, me.id)).every(({ evidence }) => evidence === 'intact')).toBe(true)
    const receipt = await buildReceipt(ctx, me.id)
    expect(receipt.events.map(({ leaf }) => leaf.subscriberId)).toContain(other.id)
    await expect(joinPeople(ctx, pair)).rejects.toThrow('conflict')
  })
})

describe('notes', () => {
  test('are changed and thrown away by their author alone', async () => {
    const staffIds = await database.sql<{ id: string }[]>`
      insert into staff (id, email, name, password_hash, created_at) values
        (gen_random_uuid(), ${`${me.id}@a.example`}, 'Anna', '-', now()), (gen_random_uuid(), ${`${me.id}@b.example`}, 'Bram', '-', now())
      returning id`
    const [anna, bram] = await Promise.all(
      staffIds.map(async ({ id }) => ({
        ...(await shop.at(1)),
        actor: { type: 'staff' as const, staffId: id },
      })),
    )
    if (!anna || !bram) throw new Error('no staff')
    const { id } = await addNote(anna, { subscriberId: me.id, text: ' Belt liever. ' })
    expect(await listNotes(bram, me.id)).toMatchObject([
      { text: 'Belt liever.', author: 'Anna', isOwn: false },
    ])
    await expect(changeNote(bram, { noteId: id, text: 'x' })).rejects.toThrow('not-allowed')
    await expect(removeNote(bram, { noteId: id })).rejects.toThrow('not-allowed')
    await changeNote(anna, { noteId: id, text: 'Belt nooit.' })
    expect(await listNotes(anna, me.id)).toMatchObject([
      { text: 'Belt nooit.', isOwn: true, changedAt: anna.now },
    ])
    await removeNote(anna, { noteId: id })
    expect(await listNotes(anna, me.id)).toEqual([])
    await expect(addNote(anna, { subscriberId: me.id, text: '  ' })).rejects.toThrow()
  })
})
