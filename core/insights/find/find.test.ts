import { afterAll, beforeAll, expect, it } from 'vitest'
import { landingPages } from '@/db/schema/landing-pages'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newPhone, openTestShop, shopOpenedAt, type TestShop } from '../../consent/testing-shop'
import { newId } from '../../platform/ids'
import { ensureSubscriber } from '../../subscribers/commands'
import { findInBrand } from './queries'
import { matchesWords, pathTo } from './rules'

let database: TestDatabase
let shop: TestShop
let other: TestShop

const page = (of: TestShop, name: string) => ({
  brandId: of.brandId,
  id: newId(),
  slug: `p-${newId().slice(-12)}`,
  name,
  state: 'draft' as const,
  draft: {},
  draftRevision: 1,
  createdAt: shopOpenedAt,
  updatedAt: shopOpenedAt,
})

beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  other = await openTestShop(database.db)
  await database.db
    .insert(landingPages)
    .values([page(shop, 'Vroege zadelweken'), page(shop, 'Zadel 100% korting'), page(other, 'Zadeltassen')])
})
afterAll(() => database.drop())

const names = async (of: TestShop, text: string) =>
  (await findInBrand(await of.at(0), { text })).map(({ kind, name }) => `${kind} ${name}`)

it('finds by part of a name, what begins with it first, and nothing of another brand', async () => {
  expect(await names(shop, 'zadel')).toEqual(['page Zadel 100% korting', 'page Vroege zadelweken'])
  expect(await names(other, 'ZADEL')).toEqual(['page Zadeltassen'])
})

it('takes % and _ as what they are', async () => {
  expect(await names(shop, '0%')).toEqual(['page Zadel 100% korting'])
  expect(await names(shop, '__')).toEqual([])
})

it('finds a person by part of the number and shows the number masked', async () => {
  const phone = newPhone()
  const ctx = await shop.at(1)
  const { id } = await ensureSubscriber(ctx, {
    phoneE164: phone,
    country: 'NL',
    language: 'nl',
    name: 'Marloes Bakker',
  })
  expect(await findInBrand(ctx, { text: phone.slice(4) })).toEqual([
    { kind: 'person', id, name: 'Marloes Bakker', note: expect.stringMatching(/••••/) },
  ])
  expect(await findInBrand(await other.at(1), { text: phone.slice(4) })).toEqual([])
})

it.each([
  ['New campaign', 'cam', true],
  ['New campaign', 'n cam', true],
  ['New campaign', 'aign', false],
  ['Pagina’s', 'PÁG', true],
  ['Settings', '', true],
])('%s fits “%s”: %s', (name, text, fits) => expect(matchesWords(name, text)).toBe(fits))

it('every kind has its place', () => {
  expect(pathTo({ kind: 'person', id: '1' })).toBe('/subscribers/1')
  expect(pathTo({ kind: 'segment', id: '1' })).toBe('/segments/1')
})
