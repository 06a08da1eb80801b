import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { suppressions } from '@/db/schema/suppressions'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { explainPerson } from '../policy/explain'
import { addPerson, makeWorld, noon, type World } from '../policy/testing-world'
import { importSuppressions } from './import-suppressions'
import { suppressionHash } from './suppression-hash'
import { findSuppressed, listSuppressions } from './suppression-queries'
import { addSuppression, liftByConfirmation, removeSuppression, suppress } from './suppressions'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeWorld(database.db)
})
afterAll(() => database.drop())

let nth = 0
const number = () => `+3161999${String(1000 + nth++).slice(-4)}`
const daysAgo = (days: number) => new Date(noon.getTime() - days * 86_400_000)

/** Somebody who confirmed offers 90 days ago. */
const confirmed = (phoneE164: string, confirmedAt = daysAgo(90)) =>
  addPerson(database.db, world, {
    ...{ phoneE164, phoneHash: suppressionHash(world.brandId, phoneE164) },
    consent: { topicId: world.offers, state: 'confirmed', confirmedAt },
  })

async function decide(subscriberId: string, topicId = world.offers) {
  return (await explainPerson(await world.at(noon), { subscriberId, topicId })).decision
}

describe('the suppression list in sending', () => {
  it.each([
    ['all', 'suppressed', 'suppressed'],
    ['marketing', 'suppressed', null],
    ['topic', 'suppressed', null],
  ] as const)('with scope %s stops offers (%s) and workshop news (%s)', async (scope, offers, workshop) => {
    const phone = number()
    const id = await confirmed(phone)
    await database.sql`insert into consent_states (brand_id, subscriber_id, topic_id, state, since, given_at, confirmed_at, source_kind, last_event_id)
      select brand_id, subscriber_id, ${world.workshop}, state, since, given_at, confirmed_at, source_kind, last_event_id
      from consent_states where subscriber_id = ${id}`
    expect(await decide(id)).toBeNull()
    const topic = scope === 'topic' ? { topicId: world.offers } : {}
    await suppress(await world.at(noon), { identity: phone, scope, reason: 'complaint', ...topic })
    expect(await decide(id)).toBe(offers)
    expect(await decide(id, world.workshop)).toBe(workshop)
  })

  it('gives way to the person’s own newer confirmation, and to nothing older', async () => {
    const [came, went] = [number(), number()]
    const back = await confirmed(came, daysAgo(10))
    const gone = await confirmed(went, daysAgo(40))
    for (const identity of [came, went])
      await suppress(await world.at(noon), { identity, scope: 'all', reason: 'imported', at: daysAgo(20) })
    expect(await decide(back)).toBeNull()
    expect(await decide(gone)).toBe('suppressed')
  })

  it('fails closed while a number has no hash, and opens when it has', async () => {
    const phoneE164 = number()
    const id = await addPerson(database.db, world, {
      phoneE164,
      consent: { topicId: world.offers, state: 'confirmed' },
    })
    expect(await decide(id)).toBe('suppressed')
    const { hashNumbers } = await import('../subscribers/hash-numbers')
    await hashNumbers(database)
    expect(await decide(id)).toBeNull()
    await database.sql`update subscribers set phone_e164 = ${number()} where id = ${id}`
    const [row] = await database.sql`select phone_hash from subscribers where id = ${id}`
    expect(row?.phone_hash).toBeNull()
    await hashNumbers(database)
  })

  it('is one brand’s own: the same number in another brand has another hash and is untouched', async () => {
    const other = await makeWorld(database.db)
    const phoneE164 = number()
    await suppress(await world.at(noon), { identity: phoneE164, scope: 'all', reason: 'other' })
    expect(suppressionHash(other.brandId, phoneE164)).not.toEqual(suppressionHash(world.brandId, phoneE164))
    expect((await findSuppressed(await other.at(noon), [phoneE164])).size).toBe(0)
    expect((await listSuppressions(await other.at(noon))).rows).toEqual([])
  })
})

describe('the suppression list itself', () => {
  it('keeps no number: neither in the row nor in the audit', async () => {
    const phoneE164 = number()
    const { id } = await suppress(await world.at(noon), {
      identity: phoneE164,
      scope: 'all',
      reason: 'other',
      note: 'shop',
    })
    const rows = JSON.stringify([
      await database.db.select().from(suppressions).where(eq(suppressions.id, id)),
      await database.db.select().from(auditEvents).where(eq(auditEvents.subjectId, id)),
    ])
    expect(rows).not.toContain(phoneE164.slice(-6))
    expect(rows).toContain('suppression.add')
  })

  it('holds one standing entry a number and reach, and follows the latest word', async () => {
    const phoneE164 = number()
    const ctx = await world.at(noon)
    const first = await suppress(ctx, {
      identity: phoneE164,
      scope: 'all',
      reason: 'imported',
      at: daysAgo(9),
    })
    expect(
      await suppress(ctx, { identity: phoneE164, scope: 'all', reason: 'imported', at: daysAgo(10) }),
    ).toEqual({
      id: first.id,
      added: false,
    })
    const second = await suppress(ctx, {
      identity: phoneE164,
      scope: 'all',
      reason: 'complaint',
      at: daysAgo(1),
    })
    expect(second.added).toBe(true)
    const found = (await findSuppressed(ctx, [phoneE164])).get(phoneE164)
    expect(found).toEqual([
      { from: 'list', scope: 'all', topicId: null, reason: 'complaint', at: daysAgo(1) },
    ])
  })

  it('is added to by whoever writes, as a number is typed, and shortened only by an owner with a reason', async () => {
    const marketer = await world.as('marketer', noon)
    const viewer = await world.as('viewer', noon)
    const owner = await world.as('owner', noon)
    const entry = { scope: 'all', reason: 'complaint' } as const
    await expect(addSuppression(viewer, { ...entry, phone: '06 19998888' })).rejects.toThrow('not-allowed')
    await expect(addSuppression(marketer, { ...entry, phone: '12' })).rejects.toMatchObject({
      code: 'phone-invalid',
      field: 'phone',
    })
    const { id } = await addSuppression(marketer, { ...entry, phone: '06 1999 8888' })
    expect((await findSuppressed(owner, ['+31619998888'])).size).toBe(1)
    const remove = { suppressionId: id, note: 'Typed the wrong number' }
    await expect(removeSuppression(marketer, remove)).rejects.toThrow('not-allowed')
    await expect(removeSuppression(owner, { ...remove, note: ' ' })).rejects.toThrow()
    const other = await (await makeWorld(database.db)).as('owner', noon)
    await expect(removeSuppression(other, remove)).rejects.toThrow('not-found')
    await removeSuppression(owner, remove)
    expect((await findSuppressed(owner, ['+31619998888'])).size).toBe(0)
    const [row] = await database.db.select().from(suppressions).where(eq(suppressions.id, id))
    expect(row).toMatchObject({ liftedBy: 'removed', liftNote: 'Typed the wrong number' })
  })

  it('tells an import of people who left by themselves too, from the ledger', async () => {
    const phoneE164 = number()
    await addPerson(database.db, world, {
      phoneE164,
      consent: { topicId: world.offers, state: 'withdrawn' },
    })
    const found = await findSuppressed(await world.at(noon), [phoneE164, number()])
    expect([...found.keys()]).toEqual([phoneE164])
    expect(found.get(phoneE164)?.[0]).toMatchObject({ from: 'ledger', topicId: world.offers })
  })

  it('lifts an entry about one topic when they confirm that topic, and no other', async () => {
    const phoneE164 = number()
    const subscriberId = await confirmed(phoneE164)
    const ctx = await world.at(noon)
    const about = { identity: phoneE164, reason: 'opted_out', at: daysAgo(5) } as const
    const topic = await suppress(ctx, { ...about, scope: 'topic', topicId: world.offers })
    const wide = await suppress(ctx, { ...about, scope: 'all' })
    const confirm = (topicId: string) =>
      liftByConfirmation(ctx, { subscriberId, topicIds: [topicId], at: noon })
    expect(await confirm(world.workshop)).toEqual([wide.id])
    expect((await findSuppressed(ctx, [phoneE164])).get(phoneE164)).toHaveLength(2)
    expect((await confirm(world.offers)).sort()).toEqual([topic.id, wide.id].sort())
    expect((await findSuppressed(ctx, [phoneE164])).get(phoneE164)?.map((one) => one.scope)).toEqual(['all'])
    const [lift] = await database.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectId, topic.id), eq(auditEvents.action, 'suppression.lift')))
    expect(lift).toBeDefined()
  })
})

describe('a list from another system', () => {
  it('is read line by line, with a word on each, and taken over once', async () => {
    const ctx = await world.as('marketer', noon)
    const [known, back] = [number(), number()]
    await suppress(ctx, { identity: known, scope: 'all', reason: 'other' })
    await confirmed(back, daysAgo(3))
    const text = [
      '\uFEFFTelefoonnummer;Reden;Datum',
      '06 20000001;Unsubscribed;2025-03-01',
      '31620000002;SPAM complaint;01-02-2025',
      '+32 470 12 34 56;;',
      `${known};stop;2024-01-01`,
      `${back};afgemeld;2025-12-31`,
      '0620000001;again;',
      'Jan;stop;',
      ';stop;2025-01-01',
      '0620000003;;31-02-2025',
      '0620000004;;2099-01-01',
      '',
    ].join('\r\n')
    const report = await importSuppressions(ctx, { text, scope: 'all', reason: 'imported' })
    expect(report.lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'added'],
      [3, 'added'],
      [4, 'added'],
      [5, 'already'],
      [6, 'came-back'],
      [7, 'twice'],
      [8, 'number-invalid'],
      [9, 'number-missing'],
      [10, 'date-invalid'],
      [11, 'date-in-future'],
    ])
    expect(report.lines[0]?.said).toBe('+31 6 •••• 0001')
    const found = await findSuppressed(ctx, ['+31620000001', '+31620000002', '+32470123456'])
    expect(found.get('+31620000001')?.[0]).toMatchObject({
      reason: 'opted_out',
      at: new Date('2025-03-01T00:00:00Z'),
    })
    expect(found.get('+31620000002')?.[0]).toMatchObject({ reason: 'complaint' })
    expect(found.get('+32470123456')?.[0]).toMatchObject({ reason: 'imported', at: noon })
    const again = await importSuppressions(ctx, { text, scope: 'all', reason: 'imported' })
    expect(again.counts).toMatchObject({ already: 5 })
  })

  it('is a plain column of numbers too, pasted as it is', async () => {
    const ctx = await world.as('owner', noon)
    const text = '0620001001\n0620001002\n\n0620001003'
    const report = await importSuppressions(ctx, { text, scope: 'marketing', reason: 'imported' })
    expect(report.counts).toEqual({ added: 3 })
  })

  it('that is no list is refused with nothing taken over', async () => {
    const ctx = await world.as('owner', noon)
    const about = { scope: 'all', reason: 'imported' } as const
    await expect(importSuppressions(ctx, { ...about, text: 'PK\u0003\u0004…' })).rejects.toThrow(
      'file-unreadable',
    )
    await expect(importSuppressions(ctx, { ...about, text: 'phone;reason\n' })).rejects.toThrow('list-empty')
    await expect(
      importSuppressions(await world.as('viewer', noon), { ...about, text: '0620001009' }),
    ).rejects.toThrow('not-allowed')
    expect((await findSuppressed(ctx, ['+31620001009'])).size).toBe(0)
  })
})
