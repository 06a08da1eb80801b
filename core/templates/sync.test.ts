import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templateEvents, templates } from '@/db/schema/templates'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { sealText } from '../platform/crypto'
import { makeWorld, noon, type World } from '../policy/testing-world'
import { connectAccount } from '../providers/connect'
import { closeProviders } from '../providers/whatsapp/registry'
import { openTestGraph, type TestGraph } from '../providers/whatsapp/testing-graph'
import { recordTemplateQuality, recordTemplateStatus } from './commands'
import { listTemplateEvents, listTemplates } from './queries'
import { syncTemplates } from './sync'

let database: TestDatabase
let graph: TestGraph
let world: World

const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

beforeAll(async () => {
  database = await createTestDatabase()
  graph = await openTestGraph()
  world = await makeWorld(database.db)
  await database.db
    .update(whatsappAccounts)
    .set({
      apiBaseUrl: graph.url,
      accessTokenSealed: sealText('whatsapp_accounts.access_token', 'token'),
      verifyTokenSealed: sealText('whatsapp_accounts.verify_token', 'verify'),
      appSecretSealed: sealText('whatsapp_accounts.app_secret', 'secret'),
    })
    .where(eq(whatsappAccounts.brandId, world.brandId))
  await database.db.delete(templates).where(eq(templates.brandId, world.brandId))
})

afterAll(async () => {
  await closeProviders()
  await graph.stop()
  await database.drop()
})

const listed = (id: string, change: Record<string, unknown> = {}) => ({
  id,
  name: `sjabloon_${id}`,
  language: 'nl',
  status: 'APPROVED',
  category: 'MARKETING',
  quality_score: { score: 'GREEN', date: 1 },
  parameter_format: 'POSITIONAL',
  rejected_reason: 'NONE',
  components: [{ type: 'BODY', text: `Hoi {{1}} ${id}`, example: { body_text: [['Sanne']] } }],
  ...change,
})

const eventsOf = async (externalId: string) => {
  const [row] = await database.db
    .select()
    .from(templates)
    .where(and(eq(templates.brandId, world.brandId), eq(templates.externalId, externalId)))
  const events = await listTemplateEvents(await world.at(noon), row?.id ?? '')
  return events
    .toReversed()
    .map(({ kind, previous, current, heardFrom }) => `${kind} ${previous}>${current} ${heardFrom}`)
}

test('every page of the list is read, and every template keeps its history from then on', async () => {
  graph.templates = Array.from({ length: 230 }, (_, nth) => listed(String(1_000 + nth)))
  const ctx = await world.as('marketer', noon)
  expect(await syncTemplates(ctx)).toEqual({ total: 230, added: 230, changed: 0, gone: 0 })
  expect(await listTemplates(ctx)).toHaveLength(230)
  expect((await eventsOf('1003')).sort()).toEqual(['quality null>GREEN sync', 'status null>APPROVED sync'])
})

test('asking again changes nothing', async () => {
  const before = await database.db.select().from(templateEvents)
  expect(await syncTemplates(await world.as('marketer', later(1)))).toEqual({
    total: 230,
    added: 0,
    changed: 0,
    gone: 0,
  })
  expect(await database.db.select().from(templateEvents)).toHaveLength(before.length)
})

test('changes leave events, and what WhatsApp lists no more is kept as deleted', async () => {
  graph.templates = graph.templates.slice(0, 229)
  graph.templates[0] = listed('1000', {
    status: 'PAUSED',
    quality_score: { score: 'RED' },
    category: 'UTILITY',
  })
  graph.templates[1] = listed('1001', { components: [{ type: 'BODY', text: 'Anders' }] })
  expect(await syncTemplates(await world.as('marketer', later(2)))).toEqual({
    total: 229,
    added: 0,
    changed: 2,
    gone: 1,
  })
  expect((await eventsOf('1000')).slice(2).sort()).toEqual([
    'category MARKETING>UTILITY sync',
    'quality GREEN>RED sync',
    'status APPROVED>PAUSED sync',
  ])
  expect((await eventsOf('1229')).at(-1)).toBe('status APPROVED>DELETED sync')
  expect((await syncTemplates(await world.as('marketer', later(3)))).gone).toBe(0)
})

test('webhooks that come twice or late tell the history without undoing what came after', async () => {
  const ctx = await world.at(later(30))
  const externalId = '1010'
  await recordTemplateQuality(ctx, { externalId, score: 'RED', at: later(20) })
  await recordTemplateQuality(ctx, { externalId, score: 'RED', at: later(20) })
  expect(await recordTemplateQuality(ctx, { externalId, score: 'YELLOW', at: later(10) })).toMatchObject({
    changed: false,
  })
  expect((await eventsOf(externalId)).slice(2)).toEqual([
    'quality GREEN>YELLOW webhook',
    'quality GREEN>RED webhook',
  ])
  const [row] = await database.db.select().from(templates).where(eq(templates.externalId, externalId))
  expect(row?.qualityScore).toBe('RED')
  expect(await recordTemplateStatus(ctx, { externalId: 'unknown', event: 'PAUSED', at: noon })).toEqual({
    changed: false,
  })
})

test('a viewer may not ask WhatsApp', async () => {
  await expect(syncTemplates(await world.as('viewer', noon))).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a refusal and an unreachable server are told as such, and change nothing', async () => {
  graph.refuse = { status: 401, code: 190 }
  const ctx = await world.as('marketer', later(5))
  await expect(syncTemplates(ctx)).rejects.toMatchObject({ code: 'provider-refused', params: { code: 190 } })
  graph.refuse = undefined
  expect((await listTemplates(ctx)).filter(({ status }) => status === 'DELETED')).toHaveLength(1)
})

test('connecting asks for webhooks at our address and learns the quality and the limit of the number', async () => {
  const number = await connectAccount(await world.as('owner', later(6)))
  expect(number).toMatchObject({
    displayPhoneE164: '+31201234567',
    verifiedName: 'Fietserij Noord',
    qualityRating: 'GREEN',
    messagingLimitTier: 'TIER_100K',
  })
  const [account] = await database.db
    .select()
    .from(whatsappAccounts)
    .where(eq(whatsappAccounts.brandId, world.brandId))
  expect(account).toMatchObject({
    messagingLimitTier: 'TIER_100K',
    qualityRating: 'GREEN',
    syncedAt: later(6),
  })
  expect(graph.subscriptions).toEqual([
    {
      override_callback_uri: expect.stringContaining(`/api/webhooks/whatsapp/${account?.webhookKey}`),
      verify_token: 'verify',
    },
  ])
})
