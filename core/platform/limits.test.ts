import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { createTestDatabase } from '@/db/testing'
import { limits, takeFrom } from './limits'

let database: Database
beforeAll(async () => {
  const made = await createTestDatabase()
  database = { ...made, close: made.drop }
})
afterAll(() => database.close())

test('of those who come at the same moment, as many pass as the limit says, in the order of coming', async () => {
  const { points } = limits['sign-up-number']
  const asked = Array.from({ length: 60 }, (_, n) => takeFrom('sign-up-number', `person ${n % 3}`, database))
  const passed = await Promise.all(asked)
  expect(passed.map(({ allowed }) => allowed)).toEqual(passed.map((_, n) => Math.floor(n / 3) < points))
  expect(passed.at(-1)?.retryAfterMs).toBeGreaterThan(0)
  expect((await takeFrom('sign-up-number', 'person 0', database)).allowed).toBe(false)
  expect((await takeFrom('sign-up-number', 'person 3', database)).allowed).toBe(true)
})

test('a limit whose time is over begins anew', async () => {
  for (let n = 0; n < 7; n++) await takeFrom('sign-up-number', 'later', database)
  expect((await takeFrom('sign-up-network', 'later', database)).allowed).toBe(true)
  await database.sql`update rate_limits set expire = ${Date.now() - 1}`
  // Another process, which has not kept in mind that this number was refused.
  const elsewhere = { ...database }
  const again = await Promise.all([1, 2].map(() => takeFrom('sign-up-number', 'later', elsewhere)))
  expect(again.map(({ allowed }) => allowed)).toEqual([true, true])
  const [row] = await database.sql`select count(*)::int as begun from rate_limits where points = 2`
  expect(row?.begun).toBe(1)
})
