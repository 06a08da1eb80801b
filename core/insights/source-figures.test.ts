import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConsentKind, SourceKind } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { recordConsent } from '../consent/commands'
import { newPhone, openTestShop, type TestShop } from '../consent/testing-shop'
import { ensureSubscriber } from '../subscribers/commands'
import { listSourceFigures, refreshSources } from './source-figures'

const day = 24 * 60
let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

type Step = [kind: ConsentKind, atDay: number]

async function person(source: SourceKind, steps: Step[]): Promise<void> {
  const { id } = await ensureSubscriber(await shop.at(0), {
    ...{ phoneE164: newPhone(), country: 'NL', language: 'nl' },
  })
  for (const [kind, atDay] of steps) {
    const isFirst = kind === 'given' || kind === 'imported'
    await recordConsent(await shop.at(atDay * day), {
      ...{ subscriberId: id, topicIds: [shop.topics.acties], kind, evidence: {} },
      method: kind === 'given' ? 'tick' : kind === 'withdrawn' ? 'keyword' : 'message',
      source: isFirst
        ? { kind: source, landingPageVersionId: source === 'landing_page' ? shop.versionId : null }
        : { kind: 'whatsapp_thread' },
    })
  }
}

const figures = async (atDay: number, kind: SourceKind) => {
  const ctx = await shop.at(atDay * day)
  await refreshSources(ctx)
  const { sources, countedAt } = await listSourceFigures(ctx)
  expect(countedAt).toEqual(ctx.now)
  return sources.find((row) => row.sourceKind === kind)
}

it('a source is judged by what became of the people who came through it', async () => {
  await person('landing_page', [['given', 0]])
  await person('landing_page', [
    ['given', 0],
    ['confirmed', 1],
  ])
  await person('landing_page', [
    ['given', 0],
    ['confirmed', 1],
    ['withdrawn', 20],
  ])
  await person('landing_page', [
    ['given', 0],
    ['confirmed', 1],
    ['withdrawn', 60],
  ])
  await person('landing_page', [
    ['given', 0],
    ['confirmed', 1],
    ['withdrawn', 20],
    ['renewed', 25],
  ])
  await person('landing_page', [
    ['given', 0],
    ['withdrawn', 1],
    ['given', 2],
    ['confirmed', 3],
  ])
  await person('landing_page', [
    ['given', 95],
    ['confirmed', 95],
  ])
  await person('import', [
    ['imported', 0],
    ['withdrawn', 5],
  ])

  expect(await figures(100, 'landing_page')).toMatchObject({
    ...{ pageName: 'Winterbeurt', optIns: 7, confirmed: 5 },
    // Judged are those whose thirty or ninety days are over.
    ...{ judged30: 4, stayed30: 2, judged90: 4, stayed90: 1 },
    optOuts: 4,
  })
  expect(await figures(100, 'import')).toMatchObject({
    ...{ pageName: null, optIns: 1, confirmed: 0, judged30: 0, stayed30: 0, optOuts: 1 },
  })
})

it('nobody is judged before their days are over, and counting again gives the same', async () => {
  const before = await figures(100, 'landing_page')
  expect(await figures(100, 'landing_page')).toEqual(before)
  expect(await figures(15, 'landing_page'), 'seen from the fifteenth day').toMatchObject({
    ...{ judged30: 0, stayed30: 0, judged90: 0 },
  })
  expect(await figures(126, 'landing_page')).toMatchObject({ judged30: 5, stayed30: 3 })
})

it('a brand sees its own sources only', async () => {
  const other = await openTestShop(database.db)
  await refreshSources(await other.at(0))
  expect(await listSourceFigures(await other.at(0))).toEqual({ sources: [], countedAt: null })
})
