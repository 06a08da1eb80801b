import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { campaigns, messages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import type { SourceKind } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listPeopleByReason } from '../campaigns/audience'
import { changeConsentRules } from '../consent/brand-rules/commands'
import { recordConsent } from '../consent/commands'
import { openTestShop, type TestShop } from '../consent/testing-shop'
import { listTopicOverviews } from '../consent/topics/queries'
import { claim } from '../dispatch/claim'
import { newId } from '../platform/ids'
import { ensureSubscriber } from '../subscribers/commands'
import { listSubscribers } from '../subscribers/queries'
import { loadOwn } from './own-page/load'
import { connectTestAccount } from './testing-webhooks'

let database: TestDatabase
let shop: TestShop
let accountId: string
let topicId: string
/** Everybody, by what they are called in the tables below. */
const people = new Map<string, string>()

type Ending = 'given' | 'confirmed' | 'withdrawn' | 'expired' | 'asked'
const numbers: [country: string, start: string][] = [
  ['NL', '+316200'],
  ['DE', '+491512'],
  ['FR', '+336120'],
]
const sources: SourceKind[] = ['landing_page', 'staff', 'import', 'preference_page']
const endings: Ending[] = ['given', 'confirmed', 'withdrawn', 'expired', 'asked']

beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  accountId = (await connectTestAccount(await shop.at(0))).id
  topicId = shop.topics.acties
  let nth = 0
  for (const [country, start] of numbers) {
    for (const kind of sources) {
      for (const ending of endings) {
        nth += 1
        const phoneE164 = `${start}${String(10_000 + nth)}`
        const { id } = await ensureSubscriber(await shop.at(0), { phoneE164, country, language: 'nl' })
        people.set(`${country} ${kind} ${ending}`, id)
        await act(id, kind, ending)
      }
    }
  }
})
afterAll(() => database.drop())

async function act(subscriberId: string, kind: SourceKind, ending: Ending): Promise<void> {
  const common = { subscriberId, topicIds: [topicId], source: { kind }, evidence: {} }
  if (ending === 'asked')
    return recordConsent(await shop.at(1), { ...common, kind: 'requested', method: 'staff_entry' })
  await recordConsent(await shop.at(1), { ...common, kind: 'given', method: 'tick' })
  if (ending === 'confirmed')
    await recordConsent(await shop.at(2), { ...common, kind: 'confirmed', method: 'message' })
  if (ending === 'withdrawn')
    await recordConsent(await shop.at(2), { ...common, kind: 'withdrawn', method: 'keyword' })
  if (ending === 'expired')
    await recordConsent(await shop.at(2), { ...common, kind: 'expired', method: 'timeout' })
}

const named = (ids: Iterable<string>) => {
  const wanted = new Set(ids)
  return [...people].flatMap(([name, id]) => (wanted.has(id) ? [name] : [])).sort()
}

async function byTheList(): Promise<string[]> {
  const { rows } = await listSubscribers(await shop.at(10), { topicId })
  const rest = await listSubscribers(await shop.at(10), { topicId, after: rows.at(-1)?.id })
  const all = [...rows, ...rest.rows]
  expect(all, 'everybody is on the list, or it would prove nothing').toHaveLength(people.size)
  return named(all.filter((row) => row.counts).map((row) => row.id))
}

async function byTheOwnPages(): Promise<string[]> {
  const on: string[] = []
  for (const id of people.values()) {
    const own = await loadOwn(await shop.at(10), id)
    if (own?.topics.find((topic) => topic.id === topicId)?.isOn) on.push(id)
  }
  return named(on)
}

async function byThePreview(): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await listPeopleByReason(await shop.at(10), { topicId, audience: {}, reason: null, after })
    ids.push(...page.people.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after)
  return named(ids)
}

/** Everybody stands in the queue, whatever the preview said: the claim alone decides. */
async function byTheDispatcher(): Promise<string[]> {
  const { now } = await shop.at(5)
  const [templateId, campaignId] = [newId(), newId()]
  await database.db.insert(templates).values({
    ...{ brandId: shop.brandId, id: templateId, accountId, externalId: templateId, name: `t_${campaignId}` },
    ...{ language: 'nl', category: 'MARKETING', status: 'APPROVED', qualityScore: 'GREEN' },
    ...{ parameterFormat: 'POSITIONAL', components: [{ type: 'BODY', text: 'Hoi' }], syncedAt: now },
    createdAt: now,
  })
  await database.db.insert(campaigns).values({
    ...{ brandId: shop.brandId, id: campaignId, name: campaignId, topicId, templateId, audience: {} },
    ...{ variables: {}, state: 'sending', startedAt: now, revision: 1, createdAt: now, updatedAt: now },
  })
  await database.db.insert(messages).values(
    [...people.values()].map((subscriberId) => ({
      ...{ brandId: shop.brandId, id: newId(), accountId, subscriberId, campaignId, templateId },
      ...{ state: 'queued' as const, dueAt: now, queuedAt: now },
    })),
  )
  await claim(await shop.at(10), { accountId, limit: 500 })
  const rows = await database.db.select().from(messages).where(eq(messages.campaignId, campaignId))
  await database.sql`delete from messages where campaign_id = ${campaignId}`
  await database.sql`update campaigns set state = 'done' where id = ${campaignId}`
  return named(rows.filter((row) => row.state === 'sending').map((row) => row.subscriberId))
}

const rulesOf = (change: {
  doubleOptIn: boolean
  doubleOptInSources?: SourceKind[]
  doubleOptInCountries?: string[]
}) => ({
  ...{ doubleOptInSources: [], doubleOptInCountries: [], privacyVersion: null, consentMonths: null },
  ...{ askAgainDays: 30, ...change },
})

describe('what counts is the same on the list, on the person’s own page, in the preview and at the moment of sending', () => {
  const confirmed = numbers
    .flatMap(([country]) => sources.map((kind) => `${country} ${kind} confirmed`))
    .sort()
  const cases: [string, Parameters<typeof rulesOf>[0], string[]][] = [
    ['every tick has to be confirmed', { doubleOptIn: true }, []],
    [
      'a tick is enough, but for what somebody else typed and for German numbers',
      { doubleOptIn: false },
      ['NL', 'FR'].flatMap((country) =>
        ['landing_page', 'import', 'preference_page'].map((kind) => `${country} ${kind} given`),
      ),
    ],
    [
      'imports and French numbers are confirmed all the same',
      { doubleOptIn: false, doubleOptInSources: ['import'], doubleOptInCountries: ['FR'] },
      ['NL landing_page given', 'NL preference_page given'],
    ],
  ]
  it.each(cases)('%s', async (_, rules, ticks) => {
    await changeConsentRules(await shop.at(9), rulesOf(rules))
    const expected = [...confirmed, ...ticks].sort()
    expect(await byTheList(), 'list').toEqual(expected)
    expect(await byTheOwnPages(), 'own page').toEqual(expected)
    expect(await byThePreview(), 'preview').toEqual(expected)
    expect(await byTheDispatcher(), 'dispatcher').toEqual(expected)
    const [topic] = await listTopicOverviews(await shop.at(10))
    expect(topic?.holds, 'settings').toBe(expected.length)
  })

  it('no brand can let the numbers count that others typed, nor German ones', async () => {
    await changeConsentRules(await shop.at(9), rulesOf({ doubleOptIn: false }))
    // Not even by emptying the columns behind the product's back.
    await database.db.execute(
      sql`update brands set double_opt_in_sources = '{}', double_opt_in_countries = '{}' where id = ${shop.brandId}`,
    )
    const counting = await byThePreview()
    expect(counting.filter((name) => name.startsWith('DE') || name.includes('staff')).sort()).toEqual(
      confirmed.filter((name) => name.startsWith('DE') || name.includes('staff')),
    )
    expect(await byTheOwnPages()).toEqual(counting)
  })
})
