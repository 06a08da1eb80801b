import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { openTestShop, type TestShop } from '../consent/testing-shop'
import { ensureSubscriber } from './commands'
import { exportPeople } from './export'
import type { ListFilters } from './schema'

let database: TestDatabase
let shop: TestShop

beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  const ctx = await shop.at(0)
  const people = [
    ['+31611000001', 'nl', '=HYPERLINK("https://evil.example","x")'],
    ['+31611000002', 'nl', 'Zoë, "de oude" محمد 🚲'],
    ['+31611000003', 'de', null],
  ] as const
  for (const [phoneE164, language, name] of people)
    await ensureSubscriber(ctx, { phoneE164, country: 'NL', language, name })
})
afterAll(() => database.drop())

async function exported(format: 'csv' | 'json', filters: ListFilters = {}, role?: 'viewer'): Promise<string> {
  const ctx = await shop.at(10)
  const asked = role ? { ...ctx, scope: { ...ctx.scope, role } } : ctx
  let text = ''
  for await (const piece of await exportPeople(asked, { format, filters })) text += piece
  return text
}

test('everybody leaves once, and no cell is run by a spreadsheet', async () => {
  const rows = parse<Record<string, string>>(await exported('csv'), { columns: true, bom: true })
  expect(rows.map(({ phone }) => phone).sort()).toEqual(['+31611000001', '+31611000002', '+31611000003'])
  expect(rows.map(({ name }) => name)).toContain(`'=HYPERLINK("https://evil.example","x")`)
  expect(rows.map(({ name }) => name)).toContain('Zoë, "de oude" محمد 🚲')
})

test('an export holds who the filters hold, and is logged without what was searched for', async () => {
  const people = JSON.parse(await exported('json', { language: 'de', search: '11000003' })) as {
    phone: string
  }[]
  expect(people.map(({ phone }) => phone)).toEqual(['+31611000003'])
  expect(JSON.parse(await exported('json', { language: 'fr' }))).toEqual([])
  const logged = await database.sql`select details from audit_events where action = 'subscribers.export'`
  expect(logged.map(({ details }) => details)).toContainEqual({
    format: 'json',
    filteredBy: ['search', 'language'],
  })
  expect(JSON.stringify(logged)).not.toContain('11000003')
})

test('whoever may only look exports nothing', async () => {
  await expect(exported('csv', {}, 'viewer')).rejects.toMatchObject({ code: 'not-allowed' })
})
