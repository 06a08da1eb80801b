import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { campaigns, messages } from '@/db/schema/campaigns'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { finishDoneCampaigns } from '../campaigns/progress'
import { cancelCampaign } from '../campaigns/steer'
import { listAttention } from '../insights/attention'
import { noon } from '../policy/testing-world'
import { requireAccount } from '../providers/accounts'
import { closeProviders, providerFor } from '../providers/whatsapp/registry'
import { dispatchBatch } from './send-batch'
import { settleMessages } from './settle'
import { applyStatuses } from './statuses'
import {
  makeStage,
  type Stage,
  startTestCampaign,
  startTestSimulator,
  type TestSimulator,
} from './testing-stage'
import { listUncertain, listUncertainGroups } from './uncertain'

let database: TestDatabase
let simulator: TestSimulator
let stage: Stage

const at = (minutes: number) => stage.at(new Date(noon.getTime() + minutes * 60_000))
const send = async (minutes: number) => {
  const ctx = await at(minutes)
  const account = await requireAccount(ctx)
  return dispatchBatch(ctx, { provider: providerFor(account), account, limit: 100, perSecond: 500 })
}
const message = async (id: string | undefined) => {
  const [row] = await database.db
    .select()
    .from(messages)
    .where(eq(messages.id, id ?? ''))
  return row
}

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  stage = await makeStage(database.db, simulator, { people: 6, now: noon })
  await simulator.control('POST', '/faults', { loseAnswer: 1 })
  await send(0)
  await simulator.control('POST', '/faults', { loseAnswer: 0 })
  await finishDoneCampaigns(await at(1))
})
afterAll(async () => {
  await closeProviders()
  await simulator.stop()
  await database.drop()
})

test('messages whose answer was lost are shown by campaign, with whom and since when', async () => {
  const [group, ...others] = await listUncertainGroups(await at(20))
  expect(others).toEqual([])
  expect(group).toMatchObject({ people: 6, campaign: { id: stage.campaignId, state: 'done' } })
  const { messages: shown, next } = await listUncertain(await at(20), { campaignId: stage.campaignId })
  expect(next).toBeNull()
  expect(shown.map(({ id }) => id).sort()).toEqual([...stage.messageIds].sort())
  for (const one of shown) {
    expect(one.address).toMatch(/•••• \d{4}$/)
    expect(Math.abs(one.at.getTime() - noon.getTime())).toBeLessThan(60_000)
  }
  expect(await listAttention(await at(20))).toContainEqual(
    expect.objectContaining({ kind: 'messages-uncertain', count: 6 }),
  )
  expect(await listAttention(await at(5))).not.toContainEqual(
    expect.objectContaining({ kind: 'messages-uncertain' }),
  )
})

test('a viewer settles nothing', async () => {
  const ctx = await at(20)
  const viewer = { ...ctx, scope: { ...ctx.scope, role: 'viewer' as const } }
  const input = {
    campaignId: stage.campaignId,
    which: { messageIds: stage.messageIds },
    as: 'failed' as const,
  }
  await expect(settleMessages(viewer, input)).rejects.toMatchObject({ code: 'not-allowed' })
  expect((await message(stage.messageIds[0]))?.state).toBe('uncertain')
})

test('staff say that it arrived or failed; a report that comes later still has the last word', async () => {
  const [arrived, failed, late] = stage.messageIds as [string, string, string]
  const settle = async (id: string, as: 'arrived' | 'failed') =>
    settleMessages(await at(21), { campaignId: stage.campaignId, which: { messageIds: [id] }, as })
  expect(await settle(arrived, 'arrived')).toEqual({ settled: 1 })
  expect(await settle(failed, 'failed')).toEqual({ settled: 1 })
  expect(await settle(late, 'failed')).toEqual({ settled: 1 })
  expect(await settle(arrived, 'failed'), 'what is settled is left alone').toEqual({ settled: 0 })
  expect(await message(arrived)).toMatchObject({ state: 'delivered', errorTitle: null })
  expect((await message(arrived))?.acceptedAt).not.toBeNull()
  expect(await message(failed)).toMatchObject({ state: 'failed', errorTitle: 'settled-by-staff' })
  await applyStatuses(await at(30), [
    { messageId: late, providerMessageId: 'wamid.LATE', status: 'delivered', at: (await at(29)).now },
  ])
  expect((await message(late))?.state).toBe('delivered')
  const log = await database.db.select().from(auditEvents).where(eq(auditEvents.action, 'campaign.settle'))
  expect(log.map(({ details }) => details)).toMatchObject([
    { as: 'arrived', count: 1, messageIds: [arrived] },
    { as: 'failed', count: 1 },
    { as: 'failed', count: 1 },
  ])
})

test('sent again, a done campaign opens, sends just those, and is done once more', async () => {
  const rest = stage.messageIds.slice(3)
  const { settled } = await settleMessages(await at(40), {
    campaignId: stage.campaignId,
    which: { handedOverUntil: (await at(39)).now },
    as: 'again',
  })
  expect(settled).toBe(3)
  expect(await send(41)).toMatchObject({ claimed: 3, accepted: 3 })
  const received = await simulator.received()
  expect(
    rest.map((id) => received.get(id)),
    'twice, as staff were warned',
  ).toEqual([2, 2, 2])
  expect(received.get(stage.messageIds[0] ?? ''), 'and nobody else').toBe(1)
  await finishDoneCampaigns(await at(42))
  const [campaign] = await database.db.select().from(campaigns).where(eq(campaigns.id, stage.campaignId))
  expect(campaign?.state).toBe('done')
  expect(await listUncertainGroups(await at(42))).toEqual([])
})

test('of a cancelled campaign nothing is sent again', async () => {
  const campaignId = await startTestCampaign(database.db, stage, { name: 'Second', now: (await at(50)).now })
  const lost = await database.sql`update messages set state = 'uncertain' where campaign_id = ${campaignId}
    and id in (select id from messages where campaign_id = ${campaignId} limit 1) returning id`
  await cancelCampaign(await at(51), { campaignId })
  const input = { campaignId, which: { messageIds: [lost[0]?.id] } }
  await expect(settleMessages(await at(52), { ...input, as: 'again' })).rejects.toMatchObject({
    code: 'settle-cancelled',
  })
  expect(await settleMessages(await at(52), { ...input, as: 'failed' })).toEqual({ settled: 1 })
})
