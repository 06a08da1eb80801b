import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate'
import { administer, createTestDatabase, onServer, serverVariable, type TestDatabase } from './testing'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a test database is migrated and empty', async () => {
  const brands = await database.sql`select count(*)::int as count from brands`
  expect(brands[0]?.count).toBe(0)
})

test('two processes that migrate one new database at the same time both succeed', async () => {
  const server = process.env[serverVariable] as string
  const name = `migrate_twice_${process.pid}`
  await administer(server, `create database ${name}`)
  try {
    const url = onServer(server, name)
    await expect(Promise.all([migrate(url), migrate(url), migrate(url)])).resolves.toHaveLength(3)
  } finally {
    await administer(server, `drop database ${name} with (force)`)
  }
})

test('jobs can be added to a migrated database', async () => {
  await expect(
    database.sql`select graphile_worker.add_job('start-campaign', '{}'::json)`,
  ).resolves.toHaveLength(1)
})
