import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { consentEvents, topicVersions } from '@/db/schema/consent'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { ensureStaff, grantRole } from '../../staff/commands'
import { openBrand } from '../../staff/gate'
import { ensureSubscriber } from '../../subscribers/commands'
import { recordConsent } from '../commands'
import { listOpenTopics } from '../queries'
import { openTestShop, type TestShop } from '../testing-shop'
import { addTopic, archiveTopic, changeTopic, restoreTopic } from './commands'
import { listTopicVersions, requireTopicOverview } from './queries'
import { consequencesOf, keyOf } from './rules'
import { addTopicSchema } from './schema'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

const draft = (nl: string, en = `${nl} (en)`) => ({
  name: { nl, en },
  description: { nl: `Over ${nl}`, en: `About ${nl}` },
  category: 'marketing' as const,
  maxPerMonth: 2 as number | null,
})

describe('a topic in settings', () => {
  it('is added with a key of its own, and every change is a new version that the old one outlives', async () => {
    const { topicId } = await addTopic(await shop.at(1), draft('Nieuwe fietsen'))
    const before = await requireTopicOverview(await shop.at(1), topicId)
    expect(before).toMatchObject({ key: 'nieuwe-fietsen', version: 1, holds: 0, pages: [] })
    const { consequences } = await changeTopic(await shop.at(2), {
      ...draft('Nieuwe fietsen'),
      ...{ topicId, version: 1, maxPerMonth: 4 },
    })
    expect(consequences).toEqual(['more-often'])
    const versions = await database.db
      .select()
      .from(topicVersions)
      .where(and(eq(topicVersions.brandId, shop.brandId), eq(topicVersions.topicId, topicId)))
      .orderBy(asc(topicVersions.version))
    expect(versions.map(({ version, maxPerMonth }) => [version, maxPerMonth])).toEqual([
      [1, 2],
      [2, 4],
    ])
    const audit = await database.db.select().from(auditEvents).where(eq(auditEvents.subjectId, topicId))
    expect(audit.map(({ action }) => action)).toEqual(['topic.add', 'topic.change'])
  })

  it('tells who stands on which promise, and a tick of somebody else moves nobody to the newer one', async () => {
    const { topicId } = await addTopic(await shop.at(1), draft('Wedstrijden'))
    const agree = async (kinds: ('given' | 'confirmed')[], minutes: number) => {
      const { id } = await ensureSubscriber(await shop.at(minutes), {
        phoneE164: `+3162222${1000 + minutes}`,
        country: 'NL',
        language: 'nl',
      })
      for (const kind of kinds) await act(id, topicId, kind, minutes)
      return id
    }
    const early = await agree(['given', 'confirmed'], 2)
    await changeTopic(await shop.at(3), { ...draft('Wedstrijden'), topicId, version: 1, maxPerMonth: 5 })
    await agree(['given', 'confirmed'], 4)
    await act(early, topicId, 'given', 5)
    const onEach = async () =>
      (await listTopicVersions(await shop.at(6), topicId)).map(({ version, people }) => [version, people])
    expect(await onEach()).toEqual([
      [2, 1],
      [1, 1],
    ])
    await act(early, topicId, 'confirmed', 6)
    expect(await onEach(), 'their own confirmation does').toEqual([
      [2, 2],
      [1, 0],
    ])
  })

  async function act(subscriberId: string, topicId: string, kind: 'given' | 'confirmed', minutes: number) {
    await recordConsent(await shop.at(minutes), {
      ...{ subscriberId, topicIds: [topicId], kind, evidence: {} },
      method: kind === 'given' ? 'tick' : 'message',
      source: { kind: 'landing_page' },
    })
  }

  it('keeps its kind once anybody said yes: consent to one kind is none to another', async () => {
    const { topicId } = await addTopic(await shop.at(1), draft('Routes'))
    const other = { ...draft('Routes'), topicId, version: 1, category: 'utility' as const }
    await changeTopic(await shop.at(2), other)
    const { id } = await ensureSubscriber(await shop.at(2), {
      ...{ phoneE164: '+31622229999', country: 'NL', language: 'nl' },
    })
    await act(id, topicId, 'given', 3)
    await expect(
      changeTopic(await shop.at(4), { ...draft('Routes'), topicId, version: 2 }),
    ).rejects.toMatchObject({ code: 'topic-category-fixed', field: 'category' })
    const [event] = await database.db.select().from(consentEvents).where(eq(consentEvents.topicId, topicId))
    expect(event?.topicVersion, 'the ledger points at what they read').toBe(2)
  })

  it('is changed by one person at a time', async () => {
    const { topicId } = await addTopic(await shop.at(1), draft('Lessen'))
    const change = async (maxPerMonth: number) =>
      changeTopic(await shop.at(2), { ...draft('Lessen'), topicId, version: 1, maxPerMonth })
    const both = await Promise.allSettled([change(3), change(6)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  })

  it('cannot have the name of another that is asked for', async () => {
    await addTopic(await shop.at(1), draft('Onderhoud'))
    await expect(addTopic(await shop.at(2), draft('onderhoud', 'Other'))).rejects.toMatchObject({
      code: 'name-taken',
      field: 'name',
    })
  })

  it('is archived only when nothing live asks for it, and can come back', async () => {
    await expect(archiveTopic(await shop.at(1), { topicId: shop.topics.acties })).rejects.toMatchObject({
      code: 'topic-in-use',
    })
    const { topicId } = await addTopic(await shop.at(1), draft('Clinics'))
    await archiveTopic(await shop.at(2), { topicId })
    const open = async () => (await listOpenTopics(await shop.at(3))).some(({ id }) => id === topicId)
    expect(await open()).toBe(false)
    await restoreTopic(await shop.at(3), { topicId })
    expect(await open()).toBe(true)
  })

  it('is an owner’s to change', async () => {
    const person = { name: 'Marije', email: 'marije@shop.example', password: 'a-long-password' }
    const { id: staffId } = await ensureStaff(await shop.at(0), person)
    await grantRole(await shop.at(0), { staffId, role: 'marketer' })
    const { db, now, scope } = await shop.at(1)
    const marketer = await openBrand({ db, now, actor: { type: 'staff', staffId } }, scope.slug)
    await expect(addTopic(marketer, draft('Verboden'))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(archiveTopic(marketer, { topicId: shop.topics.nieuws })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

describe('what a change means', () => {
  const topic = draft('Acties')
  it.each([
    ['more than promised', { maxPerMonth: 3 }, ['more-often']],
    ['no promise any more', { maxPerMonth: null }, ['more-often']],
    ['fewer than promised', { maxPerMonth: 1 }, ['fewer']],
    ['other words', { name: { nl: 'Acties', en: 'Sales' } }, ['other-words']],
    ['German words for the first time', { name: { ...topic.name, de: 'Aktionen' } }, ['other-words']],
    ['an empty German field', { name: { ...topic.name, de: '' } }, []],
    ['nothing', {}, []],
  ])('%s', (_, change, expected) => {
    expect(consequencesOf(topic, { ...topic, ...change })).toEqual(expected)
  })
})

describe('the form of a topic', () => {
  it.each([
    ['no Dutch name', { name: { nl: ' ', en: 'Offers' } }],
    ['a promise of none', { maxPerMonth: 0 }],
    ['a promise of half a message', { maxPerMonth: 1.5 }],
    ['a promise beyond a month of days', { maxPerMonth: 32 }],
    ['a description that fills the page', { description: { nl: 'x'.repeat(161), en: 'y' } }],
  ])('refuses %s', (_, change) => {
    expect(addTopicSchema.safeParse({ ...draft('Acties'), ...change }).success).toBe(false)
  })

  it('leaves out languages that nobody wrote', () => {
    const parsed = addTopicSchema.parse({ ...draft('Acties'), name: { nl: 'A', en: 'B', de: ' ', fr: 'C' } })
    expect(parsed.name).toEqual({ nl: 'A', en: 'B', fr: 'C' })
  })

  it.each([
    ['Fiets & Zo!', 'fiets-zo'],
    ['Één café', 'een-cafe'],
    ['Marketing', 'marketing-1'],
    ['🚲', 'onderwerp-1'],
    ['Acties', 'acties-2'],
  ])('makes of %s the key %s', (name, key) => {
    expect(keyOf(name, ['acties'])).toBe(key)
  })
})
