import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { campaignExclusions, messages } from '@/db/schema/campaigns'
import { subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { addPerson, daysBefore, makeWorld, noon, type World } from '../policy/testing-world'
import { removeSegment, saveSegment } from '../subscribers/segments/commands'
import { previewAudience } from './audience'
import { createCampaign } from './commands'
import { scheduleCampaign } from './schedule'
import { startCampaign } from './start'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeWorld(database.db)
})
afterAll(() => database.drop())

const tagged = async (tag: string, state: 'confirmed' | 'withdrawn') => {
  const id = await addPerson(database.db, world, { consent: { topicId: world.offers, state } })
  await database.db
    .update(subscribers)
    .set({ tags: [tag] })
    .where(eq(subscribers.id, id))
  return id
}

const segmentOf = async (tag: string) =>
  saveSegment(await world.as('marketer', daysBefore(noon, 2)), {
    name: tag,
    rules: { combinator: 'and', rules: [{ field: 'tag', operator: 'has', value: tag }] },
  })

test('a campaign goes to who is in its segment when it starts, and to none of them whom the policy holds back', async () => {
  const early = await tagged('racefiets', 'confirmed')
  const gone = await tagged('racefiets', 'withdrawn')
  await tagged('bakfiets', 'confirmed')
  const { id: segmentId } = await segmentOf('racefiets')
  const ctx = await world.as('marketer', daysBefore(noon, 1))
  const draft = await createCampaign(ctx, {
    ...{ name: 'Racefietsen', topicId: world.offers, templateId: world.template, audience: { segmentId } },
    variables: { '1': { from: 'name', fallback: 'daar' } },
  })
  await scheduleCampaign(ctx, {
    ...{ campaignId: draft.id, revision: draft.revision, when: { kind: 'at', at: noon } },
  })
  const late = await tagged('racefiets', 'confirmed')
  await database.db.update(subscribers).set({ tags: [] }).where(eq(subscribers.id, early))

  const preview = await previewAudience(await world.as('marketer', noon), {
    ...{ topicId: world.offers, templateCategory: 'MARKETING', audience: { segmentId } },
  })
  expect(preview).toMatchObject({ total: 2, eligible: 1 })
  expect(await startCampaign(await world.at(noon), { campaignId: draft.id })).toEqual({
    ...{ outcome: 'started', queued: 1, leftOut: 1 },
  })
  const queued = await database.db.select().from(messages).where(eq(messages.campaignId, draft.id))
  expect(queued.map((row) => row.subscriberId)).toEqual([late])
  const left = await database.db
    .select()
    .from(campaignExclusions)
    .where(eq(campaignExclusions.campaignId, draft.id))
  expect(left.map(({ subscriberId, reason }) => [subscriberId, reason])).toEqual([[gone, 'opted_out']])
})

test('a segment that a campaign waits for cannot be removed, and one of another brand cannot be meant', async () => {
  const { id: segmentId } = await segmentOf('stadsfiets')
  const ctx = await world.as('marketer', daysBefore(noon, 1))
  await createCampaign(ctx, {
    ...{ name: 'Stadsfietsen', topicId: world.offers, templateId: world.template, audience: { segmentId } },
  })
  await expect(removeSegment(ctx, { segmentId })).rejects.toMatchObject({ code: 'segment-in-use' })
  const other = await makeWorld(database.db)
  const stranger = await other.as('marketer', daysBefore(noon, 1))
  await expect(
    createCampaign(stranger, {
      ...{ name: 'Vreemd', topicId: other.offers, templateId: other.template, audience: { segmentId } },
    }),
  ).rejects.toMatchObject({ code: 'not-found', field: 'segmentId' })
})
