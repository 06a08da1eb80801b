import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { openTestShop, type TestShop } from '../consent/testing-shop'
import { ensureStaff, grantRole } from '../staff/commands'
import { openBrand } from '../staff/gate'
import { listViews, removeView, saveView, saveViewSchema } from './views'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

it('a view is kept for everybody of the brand, without the search, the page and who was open', async () => {
  const ctx = await shop.at(1)
  const view = await saveView(ctx, {
    name: 'Duitse vinkjes',
    query: '?state=given&country=DE&q=%2B4915&after=x&person=y&tab=messages&sort=name',
  })
  expect(view.query).toBe('?state=given&country=DE&sort=name')
  expect(await listViews(ctx)).toEqual([view])
  const other = await openTestShop(database.db)
  expect(await listViews(await other.at(1))).toEqual([])
  await expect(removeView(await other.at(1), { viewId: view.id })).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('names are told apart, and a view that was forgotten gives its name back', async () => {
  const ctx = await shop.at(2)
  const { id } = await saveView(ctx, { name: 'Wachtend', query: '?state=given' })
  await expect(saveView(ctx, { name: 'Wachtend', query: '?state=none' })).rejects.toMatchObject({
    ...{ code: 'name-taken', field: 'name' },
  })
  await removeView(ctx, { viewId: id })
  await expect(removeView(ctx, { viewId: id })).rejects.toMatchObject({ code: 'not-found' })
  await saveView(ctx, { name: 'Wachtend', query: '?state=none' })
})

it('a viewer looks and keeps nothing', async () => {
  const person = { name: 'Kees', email: 'kees@shop.example', password: 'a-long-password' }
  const { id: staffId } = await ensureStaff(await shop.at(0), person)
  await grantRole(await shop.at(0), { staffId, role: 'viewer' })
  const { db, now, scope } = await shop.at(3)
  const viewer = await openBrand({ db, now, actor: { type: 'staff', staffId } }, scope.slug)
  expect((await listViews(viewer)).length).toBeGreaterThan(0)
  await expect(saveView(viewer, { name: 'Nee', query: '?state=given' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

it.each([
  ['no question mark', 'state=given'],
  ['an address elsewhere', 'https://evil.example/?state=given'],
  ['a line break', '?state=given\n'],
  ['nothing', ''],
])('an address that has %s is no view', (_, query) => {
  expect(saveViewSchema.safeParse({ name: 'x', query }).success).toBe(false)
})
