import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consentEvidence } from '@/db/schema/consent'
import { memberships, staff } from '@/db/schema/staff'
import { subscribers } from '@/db/schema/subscribers'
import type { Role } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newPhone, openTestShop, shopOpenedAt, signUpOf, type TestShop } from '../consent/testing-shop'
import { withdrawConsent } from '../consent/withdraw'
import { newId } from '../platform/ids'
import { openBrand } from '../staff/gate'
import { ensureSubscriber, revealNumber } from './commands'
import { countSubscribers } from './count'
import { getSubscriber, listProof } from './person'
import { recordPlatformSwitch } from './platform-switch'
import { findNeighbours, listSubscribers } from './queries'
import { readPage } from './read-page'
import { recordSignUp } from './record-sign-up'
import { type ListFilters, type ListSort, listSorts } from './schema'
import { confirmSignUp } from './sign-up'
import { getSignUp } from './sign-up-queries'

let database: TestDatabase
let shop: TestShop
let other: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  other = await openTestShop(database.db)
})
afterAll(() => database.drop())

async function join(of: TestShop, minutes: number, name: string | null, phone = newPhone(), confirms = true) {
  const { signUpId, code } = await recordSignUp(await of.at(minutes), signUpOf(of, phone))
  if (confirms) {
    const ctx = await of.at(minutes + 1)
    const said = { providerMessageId: `wamid.${code}`, at: ctx.now, text: `Code ${code}` }
    await confirmSignUp(ctx, { code, fromE164: phone, ...said })
  }
  const { subscriberId } = await getSignUp(await of.at(minutes), signUpId)
  await database.db.update(subscribers).set({ name }).where(eq(subscribers.id, subscriberId))
  return subscriberId
}

async function staffOf(of: TestShop, role: Role) {
  const id = newId()
  const slugs = await database.sql<{ slug: string }[]>`select slug from brands where id = ${of.brandId}`
  await database.db
    .insert(staff)
    .values({ id, email: `${id}@shop.example`, name: 'Marloes', passwordHash: '', createdAt: shopOpenedAt })
  await database.db
    .insert(memberships)
    .values({ brandId: of.brandId, staffId: id, role, createdAt: shopOpenedAt })
  return openBrand(
    { db: database.db, actor: { type: 'staff', staffId: id }, now: new Date() },
    slugs[0]?.slug ?? '',
  )
}

describe('the list of people', () => {
  it('gives everybody once, the newest first, over pages in both directions', async () => {
    const busy = await openTestShop(database.db)
    for (let minute = 0; minute < 120; minute += 1) {
      // Pairs of the same moment, so that a page can end between equals.
      const ctx = await busy.at(Math.floor(minute / 2))
      await ensureSubscriber(ctx, { phoneE164: newPhone(), country: 'NL', language: 'nl' })
    }
    const ctx = await busy.at(200)
    const first = await listSubscribers(ctx, {})
    const second = await listSubscribers(ctx, { after: first.next ?? '' })
    const third = await listSubscribers(ctx, { after: second.next ?? '' })
    const all = [first, second, third].flatMap((page) => page.rows.map((row) => row.id))
    expect([first.rows.length, second.rows.length, third.rows.length]).toEqual([50, 50, 20])
    expect(new Set(all).size).toBe(120)
    expect([first.previous, third.next]).toEqual([null, null])
    const back = await listSubscribers(ctx, { before: third.previous ?? '' })
    expect(back.rows).toEqual(second.rows)
    const top = await listSubscribers(ctx, { before: back.previous ?? '' })
    expect([top.rows, top.previous]).toEqual([first.rows, null])
    const [above, middle, below] = second.rows
    expect(await findNeighbours(ctx, {}, middle?.id ?? '')).toEqual({
      above: above?.id,
      below: below?.id,
    })
    expect(await countSubscribers(ctx, {})).toEqual({ people: 120, isEstimate: false })
  })

  it('finds by part of a name or of a number in any notation, by state and by source, and counts the same', async () => {
    const sanne = await join(shop, 10, 'Sanne de Wit', '+31611114471')
    const iris = await join(shop, 20, 'Iris 100% Kuipers', newPhone(), false)
    const joris = await join(shop, 30, 'Joris')
    const left = { method: 'keyword' as const, source: { kind: 'whatsapp_thread' as const }, evidence: {} }
    await withdrawConsent(await shop.at(40), { subscriberId: joris, ...left })
    const noor = await join(shop, 40, 'Noor')
    const stop = {
      kind: 'platform_stop' as const,
      method: 'platform_switch' as const,
      at: shopOpenedAt,
      evidence: {},
    }
    await recordPlatformSwitch(await shop.at(45), { subscriberId: noor, ...stop })
    const { id: anna } = await ensureSubscriber(await shop.at(50), {
      phoneE164: newPhone(),
      country: 'NL',
      language: 'nl',
      name: 'Anna',
    })
    const ctx = await shop.at(60)
    const found = async (input: Parameters<typeof listSubscribers>[1]) => {
      const { rows } = await listSubscribers(ctx, input)
      expect(await countSubscribers(ctx, input)).toEqual({ people: rows.length, isEstimate: false })
      return rows.map((row) => row.id)
    }
    expect(await found({})).toEqual([anna, noor, joris, iris, sanne])
    expect(await found({ search: 'de w' })).toEqual([sanne])
    expect(await found({ search: '100%' })).toEqual([iris])
    expect(await found({ search: '06 1111 44' })).toEqual([sanne])
    expect(await found({ search: '+31 6 11114471' })).toEqual([sanne])
    expect(await found({ state: 'confirmed' })).toEqual([sanne])
    expect(await found({ state: 'given' })).toEqual([iris])
    expect(await found({ state: 'withdrawn' })).toEqual([joris])
    expect(await found({ state: 'stopped' })).toEqual([noor])
    expect(await found({ state: 'none' })).toEqual([anna])
    expect(await found({ state: 'confirmed', topicId: shop.topics.werkplaats })).toEqual([noor, sanne])
    // Who left by a word in the chat still came through the page.
    expect(await found({ landingPageId: shop.pageId, qrCodeId: shop.qrCodeId })).toEqual([
      noor,
      joris,
      iris,
      sanne,
    ])
    expect(await found({ search: 'jo' })).toEqual([joris])
    expect(await found({ search: 'or' })).toEqual([])
    expect(await found({ search: 'SÁNNE' })).toEqual([sanne])
    expect(await found({ qrCodeId: other.qrCodeId })).toEqual([])
    const [row] = (await listSubscribers(ctx, { search: 'Iris' })).rows
    expect(row).toMatchObject({
      state: 'given',
      isWaiting: true,
      source: { pageName: 'Winterbeurt', qrLabel: 'Poster etalage' },
    })
    expect(JSON.stringify((await listSubscribers(ctx, {})).rows)).not.toContain('1111447')
  })

  it('orders by name, joining and last message, without gaps or doubles whichever way it is read', async () => {
    const fair = await openTestShop(database.db)
    const people = [
      { name: 'Émile', last: 5 },
      { name: 'anna', last: null },
      { name: null, last: 5 },
      { name: 'Zoë', last: 1 },
      { name: 'Anna', last: null },
    ]
    for (const { name, last } of people) {
      const ctx = await fair.at(1)
      const made = await ensureSubscriber(ctx, { phoneE164: newPhone(), country: 'NL', language: 'nl', name })
      const lastMessageAt = last === null ? null : new Date(shopOpenedAt.getTime() + last * 60_000)
      await database.db.update(subscribers).set({ lastMessageAt }).where(eq(subscribers.id, made.id))
    }
    const ctx = await fair.at(10)
    const names = async (sort: ListSort) =>
      (await listSubscribers(ctx, { sort })).rows.map((row) => row.name?.toLowerCase() ?? '-')
    expect(await names('name')).toEqual(['anna', 'anna', 'émile', 'zoë', '-'])
    expect(await names('-name')).toEqual(['-', 'zoë', 'émile', 'anna', 'anna'])
    expect((await names('-message')).slice(2)).toEqual(['zoë', 'anna', 'anna'])
    for (const sort of listSorts) {
      const { rows } = await listSubscribers(ctx, { sort })
      const ids = rows.map((row) => row.id)
      for (const [i, id] of ids.entries()) {
        const beyond = await listSubscribers(ctx, { sort, after: id })
        expect(beyond.rows.map((row) => row.id)).toEqual(ids.slice(i + 1))
        const ahead = await listSubscribers(ctx, { sort, before: id })
        expect(ahead.rows.map((row) => row.id)).toEqual(ids.slice(0, i))
      }
    }
  })

  it('finds the same page by walking, by walking on, by fetching, and by each after the other gave up', async () => {
    const fair = await openTestShop(database.db)
    for (let n = 0; n < 60; n += 1) {
      const at = await fair.at(n)
      const { id } = await ensureSubscriber(at, { phoneE164: newPhone(), country: 'NL', language: 'nl' })
      await database.db
        .update(subscribers)
        .set({ name: `Person ${(n * 7) % 60}`, tags: n % 3 === 0 ? ['vip'] : [] })
        .where(eq(subscribers.id, id))
    }
    const ctx = await fair.at(100)
    const [usual, twice] = await Promise.all([1, 2].map(() => readPage(ctx, { tag: 'vip' }, 20)))
    expect(usual).toHaveLength(20)
    expect(twice).toEqual(usual)
    for (const sort of listSorts) {
      for (const place of [{}, { after: usual?.[9] }, { before: usual?.[9] }]) {
        const input = { sort, tag: 'vip', ...place }
        const whole = await readPage(ctx, input, 5)
        for (const effort of [
          { few: 0, walkFor: 60, many: 1_000 },
          { few: 0, walkFor: 6, many: 0 },
          { few: 0, walkFor: 6, many: 1_000 },
          { few: 1_000, walkFor: 60, many: 2 },
          { few: 1_000, walkFor: 1, many: 2 },
        ]) {
          expect(await readPage(ctx, input, 5, effort), JSON.stringify({ input, effort })).toEqual(whole)
        }
      }
    }
  })

  it('narrows by what people are and do, and every filter alone finds whom it names', async () => {
    const fair = await openTestShop(database.db)
    const ctx = await fair.at(60 * 24 * 40)
    const make = async (days: number, set: Partial<typeof subscribers.$inferInsert>) => {
      const at = await fair.at(60 * 24 * days)
      const { id } = await ensureSubscriber(at, { phoneE164: newPhone(), country: 'NL', language: 'nl' })
      await database.db.update(subscribers).set(set).where(eq(subscribers.id, id))
      return id
    }
    const daysAgo = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000)
    const vip = await make(1, { tags: ['vip'], country: 'BE', lastMessageAt: daysAgo(2) })
    const member = await make(20, {
      ...{ language: 'en', attributes: { member: true, city: 'Vlieland', points: 12 } },
      ...{ serviceWindowUntil: new Date(ctx.now.getTime() + 1000), lastMessageAt: daysAgo(60) },
    })
    await make(30, { erasedAt: ctx.now, phoneE164: null })
    const found = async (input: ListFilters) => {
      const { rows } = await listSubscribers(ctx, input)
      expect((await countSubscribers(ctx, input)).people).toBe(rows.length)
      return rows.map((row) => row.id)
    }
    expect(await found({})).toEqual([member, vip])
    for (const input of [
      { tag: 'vip' },
      { country: 'BE' },
      { language: 'nl' },
      { window: 'closed' },
      { lastMessage: 'within-7' },
    ] as const)
      expect(await found(input), JSON.stringify(input)).toEqual([vip])
    for (const input of [
      ...[{ attribute: 'member:true' }, { attribute: 'city:Vlieland' }, { attribute: 'points:12' }],
      { window: 'open' as const },
      { lastMessage: 'before-30' as const },
    ])
      expect(await found(input), JSON.stringify(input)).toEqual([member])
    const day = (days: number) =>
      new Date(shopOpenedAt.getTime() + days * 86_400_000).toISOString().slice(0, 10)
    expect(await found({ joinedFrom: day(10) })).toEqual([member])
    expect(await found({ joinedUntil: day(10), country: 'NL' })).toEqual([])
    expect(await found({ lastMessage: 'never' })).toEqual([])
  })

  it('shows nobody of another brand', async () => {
    const theirs = await join(other, 10, 'Buurman')
    const ctx = await shop.at(60)
    expect((await listSubscribers(ctx, { search: 'Buurman' })).rows).toEqual([])
    await expect(getSubscriber(ctx, theirs)).rejects.toMatchObject({ code: 'not-found' })
    expect(await listProof(ctx, theirs)).toEqual([])
    await expect(revealNumber(ctx, { subscriberId: theirs })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('one person', () => {
  it('shows every act once with what was seen and written, and says when evidence is gone', async () => {
    const id = await join(shop, 100, 'Priya')
    const ctx = await shop.at(110)
    const [ticked, confirmed, ...rest] = await listProof(ctx, id)
    expect(rest).toEqual([])
    expect(ticked).toMatchObject({
      ...{ kind: 'given', method: 'tick', evidence: 'intact', device: 'android', network: '84.24.••.••' },
      ...{
        page: { name: 'Winterbeurt', version: 1 },
        qrCode: { label: 'Poster etalage' },
        wording: { text: shop.wordingText },
      },
      topicIds: [shop.topics.acties, shop.topics.werkplaats],
    })
    expect(confirmed).toMatchObject({
      kind: 'confirmed',
      text: expect.stringMatching(/^Code /),
      isFromTypedNumber: true,
    })
    await database.db.delete(consentEvidence).where(eq(consentEvidence.eventId, ticked?.id ?? ''))
    expect((await listProof(ctx, id))[0]?.evidence).toBe('missing')
  })

  it('shows a whole number only to who may ask, and logs the asking; a viewer can neither ask nor opt somebody out', async () => {
    const id = await join(shop, 120, 'Daan', '+31622223333')
    const [marketer, viewer] = [await staffOf(shop, 'marketer'), await staffOf(shop, 'viewer')]
    expect((await getSubscriber(viewer, id)).phone).toBe('+31 6 •••• 3333')
    expect(await revealNumber(marketer, { subscriberId: id })).toEqual({ phone: '+31 6 22223333' })
    const logged = await database.sql`
      select actor_type, details from audit_events where subject_id = ${id} and action = 'subscriber.reveal-number'`
    expect(logged).toEqual([{ actor_type: 'staff', details: {} }])
    await expect(revealNumber(viewer, { subscriberId: id })).rejects.toMatchObject({ code: 'not-allowed' })
    const act = {
      subscriberId: id,
      method: 'staff_entry' as const,
      source: { kind: 'staff' as const },
      evidence: {},
    }
    await expect(withdrawConsent(viewer, act)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await withdrawConsent(marketer, act)).toMatchObject({ withdrawnTopics: 2 })
    expect((await listProof(marketer, id)).at(-1)).toMatchObject({ kind: 'withdrawn', staffName: 'Marloes' })
  })
})
