import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkClicks } from '@/db/schema/links'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newId } from '../platform/ids'
import { addPerson, daysBefore, makeWorld, noon, type World } from '../policy/testing-world'
import { createCampaign } from './commands'
import { listCampaignLog } from './log'
import { findInCampaign, listLeftOut, listQueued } from './people'
import { countCampaigns, listCampaigns } from './queries'
import { scheduleCampaign } from './schedule'
import { startCampaign } from './start'

let database: TestDatabase
let world: World
let campaignId: string

beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeWorld(database.db)
  const consent = { topicId: world.offers, state: 'confirmed' as const }
  await addPerson(database.db, world, { name: 'Sanne de Wit', phoneE164: '+31611112222', consent })
  await addPerson(database.db, world, { name: 'Sanne 100% Bos', consent: { ...consent, state: 'withdrawn' } })
  for (let i = 0; i < 60; i++) await addPerson(database.db, world, { consent })
  const staff = await world.as('marketer', daysBefore(noon, 1))
  const { id, revision } = await createCampaign(staff, {
    name: 'Winterbeurt',
    topicId: world.offers,
    templateId: world.template,
    variables: { '1': { from: 'name', fallback: 'daar' } },
  })
  await scheduleCampaign(staff, { campaignId: id, revision, when: { kind: 'at', at: noon } })
  await startCampaign(await world.at(noon), { campaignId: id })
  campaignId = id
  await addPerson(database.db, world, { name: 'Sanne Later', consent })
})
afterAll(() => database.drop())

test('a name or a number, in any spelling, says what became of each person', async () => {
  const ctx = await world.at(noon)
  const byName = await findInCampaign(ctx, { campaignId, query: 'sanne' })
  expect(byName.map((person) => [person.name, person.outcome.kind])).toEqual([
    ['Sanne de Wit', 'message'],
    ['Sanne 100% Bos', 'left-out'],
    ['Sanne Later', 'not-meant'],
  ])
  expect(byName[1]?.outcome).toEqual({ kind: 'left-out', reason: 'opted_out' })
  for (const query of ['06 1111 2222', '+31 6 11112222', '2222']) {
    const [person] = await findInCampaign(ctx, { campaignId, query })
    expect(person).toMatchObject({ name: 'Sanne de Wit', phone: '+31 6 •••• 2222' })
  }
  expect((await findInCampaign(ctx, { campaignId, query: '100%' })).map((person) => person.name)).toEqual([
    'Sanne 100% Bos',
  ])
  expect(await findInCampaign(ctx, { campaignId, query: '%' })).toEqual([])
  expect(await findInCampaign(ctx, { campaignId, query: 'x' })).toEqual([])
})

test('says of who opened the link under it when they last did', async () => {
  const { brandId } = world
  const [message] =
    await database.sql`select m.id from messages m join subscribers s on s.id = m.subscriber_id
    where m.campaign_id = ${campaignId} and s.name = 'Sanne de Wit'`
  const ats = [daysBefore(noon, 2), daysBefore(noon, 1)]
  await database.db
    .insert(linkClicks)
    .values(ats.map((at) => ({ brandId, id: newId(at), campaignId, messageId: message?.id, button: 0, at })))
  const [person] = await findInCampaign(await world.at(noon), { campaignId, query: '2222' })
  expect(person?.outcome).toMatchObject({ kind: 'message', clickedAt: ats[1] })
})

test('pages of people leave nobody out and show nobody twice, numbers masked', async () => {
  const ctx = await world.at(noon)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listQueued(ctx, { campaignId, after })
    seen.push(...page.people.map((person) => person.id))
    expect(page.people.every((person) => /^\+31 6 •••• \d{4}$/.test(person.phone ?? ''))).toBe(true)
    after = page.next ?? undefined
  } while (after)
  expect(seen).toHaveLength(61)
  expect(new Set(seen).size).toBe(61)
  expect((await listLeftOut(ctx, { campaignId, reason: 'opted_out' })).people).toHaveLength(1)
})

test('the log says who decided and what went by itself', async () => {
  const log = await listCampaignLog(await world.at(noon), campaignId)
  expect(log.map((line) => [line.action, line.staffName])).toEqual([
    ['campaign.start', null],
    ['campaign.schedule', 'marketer'],
    ['campaign.create', 'marketer'],
  ])
  expect(log[0]?.details).toEqual({ queued: 61, leftOut: 1 })
})

test("the list counts by group, and another brand's list is empty", async () => {
  const ctx = await world.at(noon)
  expect(await countCampaigns(ctx)).toEqual({ all: 1, drafts: 0, planned: 0, running: 1, finished: 0 })
  expect(await listCampaigns(ctx, { group: 'running' })).toMatchObject([
    { name: 'Winterbeurt', people: 61, delivered: 0 },
  ])
  const other = await makeWorld(database.db)
  expect(await listCampaigns(await other.at(noon), { group: 'all' })).toEqual([])
})
