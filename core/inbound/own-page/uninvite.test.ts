import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getDatabase } from '@/db/client'
import { channelMessages } from '@/db/schema/channel-messages'
import { invitationRefusals } from '@/db/schema/invitations'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { openTestShop, type TestShop } from '../../consent/testing-shop'
import { newId } from '../../platform/ids'
import { addressHash, refusalLink } from '../../sources/invitations/refusal-link'
import { handleUninvite } from './uninvite'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
})
afterAll(async () => {
  await getDatabase().close()
  await database.drop()
})

/** The link under an invitation that went out. */
async function linkOf(address: string): Promise<string> {
  const { now } = await shop.at(0)
  const id = newId()
  await database.db.insert(channelMessages).values({
    ...{ brandId: shop.brandId, id, channel: 'email', purpose: 'invitation', state: 'accepted' },
    ...{ createdAt: now, addressHash: addressHash(shop.brandId, 'email', address) },
  })
  return refusalLink(shop.brandId, id)
}
const ask = (url: string, method = 'GET') =>
  handleUninvite(new Request(url, { method, headers: { 'accept-language': 'de' } }))
const refusals = () => database.db.$count(invitationRefusals, eq(invitationRefusals.brandId, shop.brandId))

test('a link that a scanner opens changes nothing; one press ends invitations, and a second press is welcome', async () => {
  const link = await linkOf('sanne@post.example')
  const seen = await ask(link)
  expect([seen.status, await refusals()]).toEqual([200, 0])
  const page = await seen.text()
  expect(page).toContain('Keine Einladungen mehr')
  expect(page).not.toContain('sanne@')
  for (const _ of ['once', 'twice']) {
    const done = await ask(link, 'POST')
    expect([done.status, await refusals()]).toEqual([200, 1])
    expect(await done.text()).toContain('Du bekommst keine Einladungen mehr')
  }
})

test('a link that was changed, or of a message that is no invitation, is gone for everybody alike', async () => {
  const link = await linkOf('jan@post.example')
  const before = await refusals()
  const changed = link.replace(/.(?=.{8}$)/, (one) => (one === 'A' ? 'B' : 'A'))
  for (const url of [changed, refusalLink(shop.brandId, newId()), refusalLink(newId(), newId())]) {
    expect((await ask(url, 'POST')).status).toBe(404)
  }
  expect(await refusals()).toBe(before)
})
