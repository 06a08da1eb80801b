import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { makeWorld } from '../../policy/testing-world'
import { getAccount, requireAccount, saveAccount } from '../accounts'
import { connectAccount } from '../connect'
import { closeProviders, providerFor } from '../whatsapp/registry'
import { cmCallbackUrls, cmSecrets, saveCmAccount } from './account'

const now = new Date('2026-11-22T10:00:00Z')
const productToken = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const cm = {
  isSimulator: false,
  apiBaseUrl: 'https://gw.cmtelecom.com/',
  linkBaseUrl: 'https://wa.me',
  displayPhoneE164: '+31209999999',
  verifiedName: 'Fietserij Noord',
  productToken,
  templateNamespace: 'b2c3_space',
}

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await closeProviders()
  await database.drop()
})

test('switching from Meta to CM.com and back is a setting: the row picks the way, and the other number stays', async () => {
  const world = await makeWorld(database.db)
  const ctx = await world.at(now)
  const before = await requireAccount(ctx)

  await saveCmAccount(ctx, cm)
  const current = await requireAccount(ctx)
  expect(current).toMatchObject({ provider: 'cm', apiBaseUrl: 'https://gw.cmtelecom.com', wabaId: null })
  expect(cmSecrets(current).productToken).toBe(productToken)
  expect(providerFor(current).management).toBeNull()
  await expect(connectAccount(ctx)).rejects.toMatchObject({ code: 'provider-cannot' })
  // What is saved again keeps the secret address that staff gave to CM.com.
  const address = cmCallbackUrls(current)
  await saveCmAccount(ctx, { ...cm, verifiedName: 'Fietserij' })
  expect(cmCallbackUrls(await requireAccount(ctx))).toEqual(address)
  expect(address.statuses).toContain(current.webhookKey)

  await saveAccount(ctx, {
    isSimulator: true,
    apiBaseUrl: before.apiBaseUrl,
    apiVersion: before.apiVersion,
    linkBaseUrl: before.linkBaseUrl,
    wabaId: '10200300400',
    phoneNumberId: '10600700800',
    displayPhoneE164: before.displayPhoneE164,
    verifiedName: before.verifiedName,
    accessToken: 'token',
    appSecret: 'secret',
    verifyToken: 'verify-verify-verify',
  })
  expect(await getAccount(ctx)).toMatchObject({ provider: 'cloud-api', phoneNumberId: '10600700800' })
  const all = await database.db
    .select({ replacedAt: whatsappAccounts.replacedAt })
    .from(whatsappAccounts)
    .where(eq(whatsappAccounts.brandId, world.brandId))
  expect(all.filter(({ replacedAt }) => replacedAt === null)).toHaveLength(1)
  expect(all).toHaveLength(3)
})

test('what a page gets of an account holds no key', async () => {
  const world = await makeWorld(database.db)
  const ctx = await world.at(now)
  await saveCmAccount(ctx, cm)
  const view = JSON.stringify(await getAccount(ctx))
  expect(view).not.toMatch(/sealed/i)
})

test('a database row with the keys of neither provider is refused', async () => {
  const world = await makeWorld(database.db)
  await expect(
    database.db
      .update(whatsappAccounts)
      .set({ provider: 'cm' })
      .where(eq(whatsappAccounts.brandId, world.brandId)),
  ).rejects.toThrow()
})
