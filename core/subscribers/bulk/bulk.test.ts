import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { consentEvents } from '@/db/schema/consent'
import { bulkActions } from '@/db/schema/segments'
import { subscribers } from '@/db/schema/subscribers'
import type { Role } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../../brands/scope'
import { listConsentStates } from '../../consent/queries'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../../consent/testing-shop'
import { newId } from '../../platform/ids'
import { ensureStaff, grantRole } from '../../staff/commands'
import { openBrand } from '../../staff/gate'
import { ensureSubscriber } from '../commands'
import { recordSignUp } from '../record-sign-up'
import { countSegment } from '../segments/commands'
import { requireSegment } from '../segments/queries'
import { cancelBulkAction, startBulkAction } from './commands'
import { listBulkActions } from './queries'
import { listStalledBulkActions, runBulkStep } from './run'
import type { BulkAct, BulkTarget } from './schema'

let database: TestDatabase
let shop: TestShop
let staffIds: Record<Role, string>
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  const add = async (role: Role) => {
    const person = { name: role, email: `${role}@shop.example`, password: 'a-long-password' }
    const { id } = await ensureStaff(await shop.at(0), person)
    await grantRole(await shop.at(0), { staffId: id, role })
    return id
  }
  staffIds = { owner: await add('owner'), marketer: await add('marketer'), viewer: await add('viewer') }
})
afterAll(() => database.drop())

async function as(role: Role, minutes: number): Promise<BrandContext> {
  const { db, now, scope } = await shop.at(minutes)
  return openBrand({ db, now, actor: { type: 'staff', staffId: staffIds[role] } }, scope.slug)
}

/** People of a country that no other test uses. */
let block = 10
async function crowd(country: string, size: number): Promise<string[]> {
  block += 1
  const { now } = await shop.at(1)
  const rows = await database.db
    .insert(subscribers)
    .values(
      Array.from({ length: size }, (_, nth) => ({
        ...{ brandId: shop.brandId, id: newId(now), phoneE164: `+3164${block}${10_000 + nth}` },
        ...{ country, language: 'nl', createdAt: now },
      })),
    )
    .returning({ id: subscribers.id })
  return rows.map(({ id }) => id)
}

const start = async (
  act: BulkAct,
  target: BulkTarget,
  confirmed: number,
  { role = 'marketer', minutes = 10 }: { role?: Role; minutes?: number } = {},
) => startBulkAction(await as(role, minutes), { act, target, confirmed })

async function runToTheEnd(bulkActionId: string): Promise<number> {
  for (let steps = 1; ; steps++) {
    const { left } = await runBulkStep(await shop.at(11), { bulkActionId })
    if (!left) return steps
  }
}

const tagsOf = async (country: string) =>
  (
    await database.db
      .select({ tags: subscribers.tags })
      .from(subscribers)
      .where(and(eq(subscribers.brandId, shop.brandId), eq(subscribers.country, country)))
  ).map(({ tags }) => tags)

describe('one act on many people', () => {
  it('reaches everybody who matched when it was confirmed, each once, and nobody who came since', async () => {
    await crowd('AT', 1_203)
    const { id } = await start({ kind: 'tag', tag: 'markt' }, { filters: { country: 'AT' } }, 1_203)
    const late = await ensureSubscriber(await shop.at(12), {
      ...{ phoneE164: newPhone(), country: 'AT', language: 'nl' },
    })
    expect(await runToTheEnd(id), 'a step is a thousand').toBe(2)
    const tags = await tagsOf('AT')
    expect(tags.filter((of) => of.includes('markt'))).toHaveLength(1_203)
    const [untouched] = await database.db.select().from(subscribers).where(eq(subscribers.id, late.id))
    expect(untouched?.tags).toEqual([])
    const [progress] = await listBulkActions(await as('viewer', 12))
    expect(progress).toMatchObject({ state: 'done', total: 1_203, seen: 1_203, changed: 1_203 })
    const again = await start({ kind: 'tag', tag: 'markt' }, { filters: { country: 'AT' } }, 1_204, {
      minutes: 13,
    })
    await runToTheEnd(again.id)
    expect(
      (await tagsOf('AT')).every((of) => of.length === 1),
      'a tag is there once',
    ).toBe(true)
    const off = await start({ kind: 'untag', tag: 'markt' }, { filters: { country: 'AT' } }, 1_204, {
      minutes: 13,
    })
    await runToTheEnd(off.id)
    expect((await tagsOf('AT')).flat()).toEqual([])
  })

  it('does a step whole or not at all, however many workers are at it', async () => {
    await crowd('BE', 1_500)
    const { id } = await start({ kind: 'tag', tag: 'beurs' }, { filters: { country: 'BE' } }, 1_500)
    const ctx = await shop.at(11)
    await Promise.all([1, 2, 3].map(() => runBulkStep(ctx, { bulkActionId: id })))
    const [row] = await database.db.select().from(bulkActions).where(eq(bulkActions.id, id))
    expect(row).toMatchObject({ state: 'done', seen: 1_500, changed: 1_500 })
  })

  it('withdraws in the name of who confirmed it, and the ledger holds one event a topic', async () => {
    const phones = [newPhone(), newPhone()]
    for (const phone of phones) await recordSignUp(await shop.at(1), signUpOf(shop, phone))
    const people = await database.db
      .select({ id: subscribers.id, phone: subscribers.phoneE164 })
      .from(subscribers)
      .where(eq(subscribers.brandId, shop.brandId))
    const ids = people.filter(({ phone }) => phones.includes(phone ?? '')).map(({ id }) => id)
    const { id } = await start({ kind: 'withdraw' }, { ids }, 2)
    await runToTheEnd(id)
    for (const subscriberId of ids) {
      const states = await listConsentStates(await shop.at(12), subscriberId)
      expect(states.map(({ state }) => state)).toEqual(states.map(() => 'withdrawn'))
      const events = await database.db
        .select()
        .from(consentEvents)
        .where(and(eq(consentEvents.subscriberId, subscriberId), eq(consentEvents.kind, 'withdrawn')))
      expect(new Set(events.map((event) => event.topicId)).size).toBe(events.length)
      expect(events.every((event) => event.actorId === staffIds.marketer)).toBe(true)
      expect(events.every((event) => event.details.bulkActionId === id)).toBe(true)
    }
  })

  it('gathers people in a segment that means exactly them', async () => {
    const ids = await crowd('CH', 5)
    const { id } = await start({ kind: 'gather', tag: 'zwitsers' }, { ids }, 5)
    await runToTheEnd(id)
    const { rules, name } = await requireSegment(await shop.at(12), id)
    expect(name).toBe('zwitsers')
    expect(await countSegment(await shop.at(12), rules)).toBe(5)
    await expect(start({ kind: 'gather', tag: 'zwitsers' }, { ids }, 5)).rejects.toMatchObject({
      ...{ code: 'name-taken', field: 'tag' },
    })
  })

  it('stops where it stands when it is cancelled', async () => {
    await crowd('DK', 1_100)
    const { id } = await start({ kind: 'tag', tag: 'deens' }, { filters: { country: 'DK' } }, 1_100)
    await runBulkStep(await shop.at(11), { bulkActionId: id })
    await cancelBulkAction(await as('marketer', 12), { bulkActionId: id })
    expect(await runBulkStep(await shop.at(13), { bulkActionId: id })).toEqual({ left: false })
    expect((await tagsOf('DK')).filter((of) => of.includes('deens'))).toHaveLength(1_000)
    const audit = await database.db.select().from(auditEvents).where(eq(auditEvents.subjectId, id))
    expect(audit.map(({ action }) => action)).toEqual(['subscribers.bulk-tag', 'subscribers.bulk-cancel'])
  })

  it('is taken up again when its job got lost', async () => {
    await crowd('EE', 2)
    const { id } = await start({ kind: 'tag', tag: 'verloren' }, { filters: { country: 'EE' } }, 2)
    const stalled = await listStalledBulkActions(await shop.at(13))
    expect(stalled.map((one) => one.bulkActionId)).toContain(id)
    await runToTheEnd(id)
    expect((await listStalledBulkActions(await shop.at(13))).map((one) => one.bulkActionId)).not.toContain(id)
  })
})

describe('is not begun', () => {
  it.each([
    ['when more people match than were confirmed', 'conflict', { filters: { country: 'AT' } }, 3],
    ['when nobody does', 'audience-empty', { filters: { country: 'ZZ' } }, 3],
  ] as const)('%s', async (_, code, target, confirmed) => {
    await expect(start({ kind: 'tag', tag: 'nee' }, target, confirmed)).rejects.toMatchObject({ code })
  })

  it('by a viewer, nor by a machine', async () => {
    const target = { filters: { country: 'AT' } }
    for (const act of [{ kind: 'tag', tag: 'x' }, { kind: 'withdraw' }] as const) {
      await expect(start(act, target, 9_999, { role: 'viewer' })).rejects.toMatchObject({
        code: 'not-allowed',
      })
      await expect(
        startBulkAction(await shop.at(10), { act, target, confirmed: 9_999 }),
      ).rejects.toMatchObject({ code: 'not-allowed' })
    }
  })

  it('on somebody of another brand', async () => {
    const other = await openTestShop(database.db)
    const stranger = await ensureSubscriber(await other.at(0), {
      ...{ phoneE164: newPhone(), country: 'NL', language: 'nl' },
    })
    await expect(start({ kind: 'withdraw' }, { ids: [stranger.id] }, 1)).rejects.toMatchObject({
      code: 'audience-empty',
    })
  })
})
