import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { campaigns, messages } from '@/db/schema/campaigns'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listOpenReviews } from '../consent/review-queries'
import { explainPerson } from '../policy/explain'
import { noon } from '../policy/testing-world'
import { requireAccount } from '../providers/accounts'
import { referenceOf } from '../providers/cm/reference'
import { closeProviders, providerFor } from '../providers/whatsapp/registry'
import { keepTemplateByHand } from '../templates/by-hand/commands'
import { actOnFailures } from './failures'
import { dispatchBatch } from './send-batch'
import { applyStatuses } from './statuses'
import { moveToCm, openReportTap, type ReportTap } from './testing-cm'
import {
  makeStage,
  type Stage,
  startTestCampaign,
  startTestSimulator,
  type TestSimulator,
} from './testing-stage'

let database: TestDatabase
let simulator: TestSimulator
let tap: ReportTap

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  tap = await openReportTap()
})
afterEach(async () => {
  await simulator.control('POST', '/faults', { loseAnswer: 0, fail5xx: 0 })
})
afterAll(async () => {
  await closeProviders()
  await tap.stop()
  await simulator.stop()
  await database.drop()
})

const minutesAfter = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

async function makeCmStage(people: number): Promise<Stage> {
  const stage = await makeStage(database.db, simulator, { people, now: noon })
  await moveToCm(database.db, simulator, stage, tap.url)
  return stage
}

async function batch(stage: Stage, now: Date) {
  const ctx = await stage.at(now)
  const account = await requireAccount(ctx)
  return dispatchBatch(ctx, { provider: providerFor(account), account, limit: 100, perSecond: 500 })
}

const rowsOf = (stage: Stage) =>
  database.db
    .select()
    .from(messages)
    .where(and(eq(messages.brandId, stage.brandId), eq(messages.campaignId, stage.campaignId)))

async function statesOf(stage: Stage) {
  const counts: Record<string, number> = {}
  for (const { state } of await rowsOf(stage)) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

const stateOfCampaign = async (stage: Stage) =>
  (await database.db.select().from(campaigns).where(eq(campaigns.id, stage.campaignId)))[0]

const mine = (stage: Stage) =>
  tap.statuses.filter(({ messageId }) => stage.messageIds.includes(messageId ?? ''))

/** How often the simulator took each message, by the reference that stands for our id. */
async function timesReceived(stage: Stage) {
  const received = await simulator.received()
  return stage.messageIds.map((id) => received.get(referenceOf(id)) ?? 0)
}

test('over CM.com too, two dispatchers side by side send everybody exactly one message, and reports move it up', async () => {
  const stage = await makeCmStage(20)
  await Promise.all([batch(stage, noon), batch(stage, noon)])
  expect(await statesOf(stage)).toEqual({ accepted: 20 })
  expect(await timesReceived(stage)).toEqual(Array.from({ length: 20 }, () => 1))
  await tap.until(() => mine(stage).filter(({ status }) => status === 'read').length === 20)
  // Late and the wrong way round, as reports may come.
  await applyStatuses(await stage.at(minutesAfter(1)), mine(stage).toReversed())
  expect(await statesOf(stage)).toEqual({ read: 20 })
  for (const row of await rowsOf(stage)) expect(row.deliveredAt).not.toBeNull()
})

test('an answer of CM.com that was lost is uncertain, is not sent again, and is settled by a report', async () => {
  const stage = await makeCmStage(3)
  await simulator.control('POST', '/faults', { loseAnswer: 1 })
  expect(await batch(stage, noon)).toMatchObject({ claimed: 3, uncertain: 3, accepted: 0 })
  await simulator.control('POST', '/faults', { loseAnswer: 0 })
  expect(await batch(stage, minutesAfter(30))).toMatchObject({ claimed: 0 })
  await tap.until(() => mine(stage).filter(({ status }) => status === 'read').length === 3)
  await applyStatuses(await stage.at(minutesAfter(31)), mine(stage))
  expect(await statesOf(stage)).toEqual({ read: 3 })
  expect(await timesReceived(stage)).toEqual([1, 1, 1])
})

test('what CM.com took and WhatsApp then refused for the template stops the rest of the campaign', async () => {
  const stage = await makeCmStage(4)
  await database.sql`update whatsapp_accounts set template_namespace = 'of_somebody_else'
    where brand_id = ${stage.brandId}`
  const ctx = await stage.at(noon)
  const account = await requireAccount(ctx)
  await dispatchBatch(ctx, { provider: providerFor(account), account, limit: 2, perSecond: 500 })
  expect(await statesOf(stage)).toEqual({ accepted: 2, queued: 2 })
  await tap.until(() => mine(stage).length === 2)
  await applyStatuses(await stage.at(minutesAfter(1)), mine(stage))
  expect(await stateOfCampaign(stage)).toMatchObject({ state: 'stopped', stateReason: '132001' })
  expect(await batch(stage, minutesAfter(2))).toMatchObject({ claimed: 0 })
  expect(await statesOf(stage)).toEqual({ failed: 2, queued: 2 })
})

test('a template that was entered by hand goes out like any other', async () => {
  const stage = await makeCmStage(2)
  await batch(stage, noon)
  const ctx = await stage.at(noon)
  const [waba] = await database.sql<{ phone: string }[]>`
    select display_phone_e164 as phone from whatsapp_accounts where brand_id = ${stage.brandId}`
  const accounts = (await simulator.control('GET', '/accounts')) as {
    accounts: { waba_id: string; display_phone_number: string }[]
  }
  const own = accounts.accounts.find(({ display_phone_number: phone }) => `+${phone}` === waba?.phone)
  const body = 'Hoi {{1}}, de lente is er.'
  await simulator.control('PUT', `/accounts/${own?.waba_id}/templates`, [
    {
      ...{ name: 'lente_2026', language: 'nl', category: 'MARKETING' },
      components: [{ type: 'BODY', text: body, example: { body_text: [['Sanne']] } }],
    },
  ])
  const { templateId } = await keepTemplateByHand(ctx, {
    ...{ name: 'lente_2026', language: 'nl', category: 'MARKETING', status: 'APPROVED' },
    ...{ header: 'NONE', headerText: '', body, footer: '', buttons: [], examples: { 1: 'Sanne' } },
  })
  const later = minutesAfter(5)
  const campaignId = await startTestCampaign(
    database.db,
    { ...stage, template: templateId },
    { name: 'Lente', now: later },
  )
  expect(await batch(stage, later)).toMatchObject({ claimed: 2, accepted: 2 })
  expect(await statesOf({ ...stage, campaignId })).toEqual({ accepted: 2 })
})

test('a number on the block list of CM.com fails for that person alone', async () => {
  const stage = await makeCmStage(3)
  const [person] = await database.sql<{ phone_e164: string }[]>`
    select phone_e164 from subscribers where id = ${stage.people[0] as string}`
  await simulator.control('PUT', `/cm/blocked/${person?.phone_e164.slice(1)}`, { blocked: true })
  expect(await batch(stage, noon)).toMatchObject({ accepted: 2, failed: 1 })
  const failed = (await rowsOf(stage)).find(({ state }) => state === 'failed')
  expect(failed).toMatchObject({ id: stage.messageIds[0], errorCode: 900_402 })
})

test('who stands on that list is laid before staff, once, and gets no marketing until they have judged', async () => {
  const stage = await makeCmStage(2)
  const ctx = await stage.at(noon)
  const [subscriberId = ''] = stage.people
  const [person] = await database.sql<{ phone_e164: string }[]>`
    select phone_e164 from subscribers where id = ${subscriberId}`
  await simulator.control('PUT', `/cm/blocked/${person?.phone_e164.slice(1)}`, { blocked: true })
  await batch(stage, noon)
  const failed = (await rowsOf(stage)).find(({ state }) => state === 'failed')
  const failure = {
    messageId: failed?.id ?? '',
    subscriberId,
    campaignId: stage.campaignId,
    templateId: null,
  }
  await actOnFailures(ctx, [{ ...failure, code: 900_402, title: 'again', at: noon }])
  const open = await listOpenReviews(ctx)
  expect(open).toMatchObject([{ subscriberId, why: 'block-list', text: '' }])
  const about = { subscriberId, topicId: stage.offers, templateCategory: 'MARKETING' }
  expect((await explainPerson(ctx, about)).decision).toBe('waiting_for_judgment')
})

test('a token that no longer sends from this number stops the campaign and loses no message', async () => {
  const stage = await makeCmStage(3)
  const account = await requireAccount(await stage.at(noon))
  await moveToCm(database.db, simulator, stage, tap.url)
  // The old token still sends SMS, but has lost the number.
  const ctx = await stage.at(noon)
  await dispatchBatch(ctx, {
    provider: providerFor(account),
    account,
    limit: 10,
    perSecond: 500,
    concurrency: 1,
  })
  expect(await stateOfCampaign(stage)).toMatchObject({ state: 'stopped', stateReason: '900301' })
  expect(await statesOf(stage)).toEqual({ queued: 3 })
})
