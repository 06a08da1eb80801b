import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkClicks } from '@/db/schema/links'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { countClicked } from '../campaigns/clicked'
import { listClicks } from '../dispatch/links/clicks'
import { makeStage, type Stage, startTestSimulator, type TestSimulator } from '../dispatch/testing-stage'
import { newId } from '../platform/ids'
import { noon } from '../policy/testing-world'
import { applyRetention, changeRetention, previewRetention } from './commands'
import { getRetentionTerms } from './queries'

const day = 86_400_000
let database: TestDatabase
let simulator: TestSimulator
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  stage = await makeStage(database.db, simulator, { people: 3, now: noon })
})
afterAll(async () => {
  await simulator.stop()
  await database.drop()
})

async function click(person: number, daysAgo: number): Promise<void> {
  const { brandId, campaignId, messageIds } = stage
  const at = new Date(noon.getTime() - daysAgo * day)
  const messageId = messageIds[person] ?? ''
  await database.db
    .insert(linkClicks)
    .values({ brandId, id: newId(at), campaignId, messageId, button: 0, at })
}

test('who opened a link is forgotten after the brand’s own time, and how many did is not', async () => {
  const ctx = await stage.at(noon)
  // The first opened it twice and long ago, the second long ago and again this week, the third this week.
  for (const [person, daysAgo] of [
    [0, 200],
    [0, 199],
    [1, 150],
    [1, 3],
    [2, 2],
  ] as const) {
    await click(person, daysAgo)
  }
  const terms = { ...(await getRetentionTerms(ctx)), clicks: 90 }
  expect((await getRetentionTerms(ctx)).clicks, 'nothing goes that nobody asked to').toBeNull()
  expect((await previewRetention(ctx, terms)).clicks).toBe(1)
  await changeRetention(ctx, terms)
  expect((await applyRetention(ctx)).clicks).toBe(1)
  expect((await applyRetention(ctx)).clicks).toBe(0)

  const seen = await Promise.all(stage.people.map((id) => listClicks(ctx, id)))
  expect(seen.map(({ length }) => length)).toEqual([0, 2, 1])
  expect(await countClicked(ctx, stage.campaignId)).toBe(3)
  const rows = await database.db.select().from(linkClicks).where(eq(linkClicks.brandId, stage.brandId))
  const nobody = rows.filter(({ messageId }) => messageId === null)
  expect(
    nobody.map(({ id }) => id[14]),
    'an id that says no time',
  ).toEqual(['4'])
  expect(nobody.map(({ at }) => at.toISOString())).toEqual([expect.stringContaining('T00:00:00.000Z')])
})
