import { and, eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaignExclusions, campaigns, messages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import { type BlockReason, blockReasons, consentStates, type MessageState, messageStates } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { blockReasonSql, consentJoin, requirePolicy } from '../policy/policy'
import { addMessage, addPerson, daysBefore, makeWorld, noon, type World } from '../policy/testing-world'
import { saveCmAccount } from '../providers/cm/account'
import { listPeopleByReason, previewAudience } from './audience'
import { createCampaign } from './commands'
import { listLeftOut } from './people'
import { finishDoneCampaigns, getCampaignProgress } from './progress'
import { scheduleCampaign } from './schedule'
import { listDueCampaigns, startCampaign } from './start'
import { cancelCampaign, pauseCampaign, resumeCampaign, stopCampaign } from './steer'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const minutesAfter = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

async function scheduled(world: World, people: number): Promise<string> {
  for (let i = 0; i < people; i++) {
    await addPerson(database.db, world, { consent: { topicId: world.offers, state: 'confirmed' } })
  }
  const ctx = await world.at(daysBefore(noon, 1))
  const { id, revision } = await createCampaign(ctx, {
    name: `Winterbeurt ${people} ${Math.random()}`,
    topicId: world.offers,
    templateId: world.template,
    variables: { '1': { from: 'name', fallback: 'daar' } },
  })
  await scheduleCampaign(ctx, { campaignId: id, revision, when: { kind: 'at', at: noon } })
  return id
}
const stateOf = async (id: string) => {
  const [row] = await database.db.select().from(campaigns).where(eq(campaigns.id, id))
  return row
}
const messagesOf = (campaignId: string) =>
  database.db.select().from(messages).where(eq(messages.campaignId, campaignId)).orderBy(messages.id)
const setStates = async (campaignId: string, states: MessageState[]) => {
  const rows = await messagesOf(campaignId)
  for (const [i, state] of states.entries()) {
    await database.db
      .update(messages)
      .set({ state })
      .where(eq(messages.id, rows[i]?.id ?? ''))
  }
}

test('a template of a number that no longer sends starts nothing: staff are told, and nobody waits in a queue for ever', async () => {
  const world = await makeWorld(database.db)
  const id = await scheduled(world, 2)
  const ctx = await world.as('owner', daysBefore(noon, 0.5))
  // Another number takes over, as connecting one does.
  await saveCmAccount(ctx, {
    ...{ isSimulator: true, apiBaseUrl: 'http://localhost:1', linkBaseUrl: 'http://localhost:1/wa.me' },
    ...{ displayPhoneE164: '+31207654321', verifiedName: 'Fietserij Noord', templateNamespace: 'space' },
    productToken: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  })
  expect(await startCampaign(await world.at(noon), { campaignId: id })).toEqual({
    outcome: 'overdue',
    reason: 'NUMBER_CHANGED',
  })
  expect(await messagesOf(id)).toHaveLength(0)
  const campaign = await stateOf(id)
  expect(campaign).toMatchObject({ state: 'overdue', stateReason: 'NUMBER_CHANGED' })
  const again = { campaignId: id, revision: campaign?.revision ?? 0, when: { kind: 'now' as const } }
  await expect(scheduleCampaign(await world.at(noon), again)).rejects.toMatchObject({
    code: 'template-of-other-number',
  })
})

test('two workers start a campaign once', async () => {
  const world = await makeWorld(database.db)
  const id = await scheduled(world, 3)
  const ctx = await world.at(noon)
  const outcomes = await Promise.all([1, 2, 3].map(() => startCampaign(ctx, { campaignId: id })))
  expect(outcomes.map((outcome) => outcome.outcome).sort()).toEqual([
    'nothing-to-do',
    'nothing-to-do',
    'started',
  ])
  expect(await messagesOf(id)).toHaveLength(3)
  expect(await stateOf(id)).toMatchObject({ state: 'sending', startedAt: noon })
  for (const { id: messageId } of await messagesOf(id)) {
    expect(messageId, 'a UUID of version 7 with the moment in front').toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/,
    )
    expect(Number.parseInt(messageId.replace('-', '').slice(0, 12), 16)).toBe(noon.getTime())
  }
})

test('not before its moment, and not without a schedule', async () => {
  const world = await makeWorld(database.db)
  const id = await scheduled(world, 1)
  expect(await startCampaign(await world.at(minutesAfter(-2)), { campaignId: id })).toEqual({
    outcome: 'nothing-to-do',
  })
  await cancelCampaign(await world.at(minutesAfter(-1)), { campaignId: id })
  expect(await startCampaign(await world.at(noon), { campaignId: id })).toEqual({ outcome: 'nothing-to-do' })
  expect(await messagesOf(id)).toEqual([])
})

test('an hour late is still in time, later asks somebody first', async () => {
  const world = await makeWorld(database.db)
  const [inTime, late] = [await scheduled(world, 1), await scheduled(world, 0)]
  expect(await startCampaign(await world.at(minutesAfter(60)), { campaignId: inTime })).toMatchObject({
    outcome: 'started',
  })
  const after = await world.at(minutesAfter(61))
  expect(await listDueCampaigns(after)).toContainEqual({ brandId: world.brandId, campaignId: late })
  expect(await startCampaign(after, { campaignId: late })).toEqual({ outcome: 'overdue', reason: null })
  expect(await messagesOf(late)).toEqual([])
  const row = await stateOf(late)
  expect(row?.state).toBe('overdue')
  await scheduleCampaign(after, { campaignId: late, revision: row?.revision ?? 0, when: { kind: 'now' } })
  expect(await startCampaign(await world.at(minutesAfter(62)), { campaignId: late })).toMatchObject({
    outcome: 'started',
  })
})

test('a template that was paused meanwhile keeps it from starting, and says so', async () => {
  const world = await makeWorld(database.db)
  const id = await scheduled(world, 1)
  await database.db.update(templates).set({ status: 'PAUSED' }).where(eq(templates.id, world.template))
  expect(await startCampaign(await world.at(noon), { campaignId: id })).toEqual({
    outcome: 'overdue',
    reason: 'PAUSED',
  })
  expect(await stateOf(id)).toMatchObject({ state: 'overdue', stateReason: 'PAUSED' })
  expect(await messagesOf(id)).toEqual([])
})

test('a campaign whose people all left meanwhile is done at once', async () => {
  const world = await makeWorld(database.db)
  const id = await scheduled(world, 2)
  await database.sql`update consent_states set state = 'withdrawn' where brand_id = ${world.brandId}`
  expect(await startCampaign(await world.at(noon), { campaignId: id })).toEqual({
    outcome: 'started',
    queued: 0,
    leftOut: 2,
  })
  expect(await stateOf(id)).toMatchObject({ state: 'done', finishedAt: noon })
})

describe('under way', () => {
  test('pause, go on, cancel the rest: what was not sent is written down as such', async () => {
    const world = await makeWorld(database.db)
    const id = await scheduled(world, 5)
    const ctx = await world.at(noon)
    await startCampaign(ctx, { campaignId: id })
    await pauseCampaign(ctx, { campaignId: id })
    expect(await finishDoneCampaigns(ctx)).toEqual({ finished: [] })
    await resumeCampaign(ctx, { campaignId: id })
    await setStates(id, ['read', 'sending'])
    expect(await cancelCampaign(ctx, { campaignId: id })).toEqual({ notSent: 3 })
    const progress = await getCampaignProgress(ctx, id)
    expect(progress.parts).toMatchObject({ read: 1, sending: 1, skipped: 3, queued: 0 })
    expect(progress.notDelivered).toEqual([{ kind: 'skipped', reason: 'campaign_cancelled', people: 3 }])
  })

  test('a stop keeps the reason, and goes on only with an approved template', async () => {
    const world = await makeWorld(database.db)
    const id = await scheduled(world, 2)
    const ctx = await world.at(noon)
    await startCampaign(ctx, { campaignId: id })
    expect(await stopCampaign(ctx, { campaignId: id, reason: '132015' })).toEqual({ stopped: true })
    expect(await stopCampaign(ctx, { campaignId: id, reason: '131042' })).toEqual({ stopped: false })
    expect(await stateOf(id)).toMatchObject({ state: 'stopped', stateReason: '132015' })
    await database.db.update(templates).set({ status: 'PAUSED' }).where(eq(templates.id, world.template))
    await expect(resumeCampaign(ctx, { campaignId: id })).rejects.toThrow('template-not-approved')
    await database.db.update(templates).set({ status: 'APPROVED' }).where(eq(templates.id, world.template))
    await resumeCampaign(ctx, { campaignId: id })
    expect(await stateOf(id)).toMatchObject({ state: 'sending', stateReason: null })
  })

  test('it is done when nobody is left to send to, and not before', async () => {
    const world = await makeWorld(database.db)
    const id = await scheduled(world, 2)
    const ctx = await world.at(noon)
    await startCampaign(ctx, { campaignId: id })
    for (const rest of ['queued', 'sending'] as const) {
      await setStates(id, ['delivered', rest])
      expect(await finishDoneCampaigns(ctx)).toEqual({ finished: [] })
    }
    await setStates(id, ['delivered', 'uncertain'])
    expect(await finishDoneCampaigns(ctx)).toEqual({ finished: [id] })
    expect(await finishDoneCampaigns(ctx)).toEqual({ finished: [] })
    expect(await stateOf(id)).toMatchObject({ state: 'done', finishedAt: noon })
  })
})

const facts = fc.record({
  state: fc.option(fc.constantFrom(...consentStates)),
  confirmedOnce: fc.boolean(),
  platformStop: fc.boolean(),
  paused: fc.boolean(),
  unreachable: fc.boolean(),
  american: fc.boolean(),
  language: fc.constantFrom('nl', 'en'),
  had: fc.integer({ min: 0, max: 3 }),
})

test('preview, frozen audience and the question at sending give the same answer, and the parts add up', async () => {
  let american = 1_000_000
  await fc.assert(
    fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 12 }), async (people) => {
      const world = await makeWorld(database.db)
      for (const one of people) {
        const since = daysBefore(noon, 50)
        const subscriberId = await addPerson(database.db, world, {
          language: one.language,
          platformStoppedAt: one.platformStop ? since : null,
          pausedUntil: one.paused ? daysBefore(noon, -5) : null,
          unreachableAt: one.unreachable ? since : null,
          ...(one.american && { phoneE164: `+1212${++american}` }),
          ...(one.state && {
            consent: {
              topicId: world.offers,
              state: one.state,
              confirmedAt: one.confirmedOnce || one.state === 'confirmed' ? since : null,
            },
          }),
        })
        for (let i = 0; i < one.had; i++) {
          const at = daysBefore(noon, 3 + i)
          await addMessage(database.db, world, { subscriberId, topicId: world.offers, state: 'read', at })
        }
      }
      // One who may, so that there is a campaign to schedule.
      const id = await scheduled(world, 1)
      await database.db
        .update(campaigns)
        .set({ audience: { languages: ['nl'] } })
        .where(eq(campaigns.id, id))
      const ctx = await world.at(noon)
      const question = {
        topicId: world.offers,
        templateCategory: 'MARKETING',
        audience: { languages: ['nl'] },
      }
      const preview = await previewAudience(ctx, question)
      expect(preview.total).toBe(people.filter((one) => one.language === 'nl').length + 1)
      const left = preview.leftOut.reduce((sum, row) => sum + row.people, 0)
      expect(left + preview.eligible).toBe(preview.total)
      expect(preview.goOut + preview.wait).toBe(preview.eligible)

      expect(await startCampaign(ctx, { campaignId: id })).toEqual({
        outcome: 'started',
        queued: preview.eligible,
        leftOut: left,
      })
      for (const { reason, people: count } of preview.leftOut) {
        const frozen = await database.db
          .select()
          .from(campaignExclusions)
          .where(and(eq(campaignExclusions.campaignId, id), eq(campaignExclusions.reason, reason)))
        expect(frozen).toHaveLength(count)
        expect((await listLeftOut(ctx, { campaignId: id, reason })).people).toHaveLength(count)
        expect((await listPeopleByReason(ctx, { ...question, reason })).people).toHaveLength(count)
      }
      const p = await requirePolicy(ctx, question)
      const claim = await database.db.execute<{ reason: BlockReason | null }>(sql`
        select ${blockReasonSql(p)} as reason
        from messages join subscribers on subscribers.brand_id = messages.brand_id and subscribers.id = messages.subscriber_id
        ${consentJoin(p)} where messages.campaign_id = ${id}`)
      expect(claim.map((row) => row.reason)).toEqual(Array(preview.eligible).fill(null))
    }),
    { numRuns: 15 },
  )
}, 60_000)

test('whatever became of the messages, the parts of the progress add up to everybody', async () => {
  const world = await makeWorld(database.db)
  const id = await scheduled(world, 12)
  const ctx = await world.at(noon)
  await startCampaign(ctx, { campaignId: id })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...messageStates), { minLength: 12, maxLength: 12 }),
      async (states) => {
        await setStates(id, states)
        const progress = await getCampaignProgress(ctx, id)
        expect(Object.values(progress.parts).reduce((sum, part) => sum + part, 0)).toBe(progress.people)
        expect(progress.people).toBe(12)
      },
    ),
    { numRuns: 10 },
  )
})

test('the curve never falls and ends at what was counted', async () => {
  const world = await makeWorld(database.db)
  const id = await scheduled(world, 6)
  await startCampaign(await world.at(noon), { campaignId: id })
  const rows = await messagesOf(id)
  for (const [i, row] of rows.entries()) {
    await database.db
      .update(messages)
      .set({
        state: i < 2 ? 'read' : 'delivered',
        acceptedAt: minutesAfter(i),
        deliveredAt: minutesAfter(i + 1),
        readAt: i < 2 ? minutesAfter(200 * (i + 1)) : null,
      })
      .where(eq(messages.id, row.id))
  }
  const { series } = await getCampaignProgress(await world.at(minutesAfter(500)), id)
  expect(series.length).toBeLessThanOrEqual(122)
  expect(series.at(-1)).toMatchObject({ accepted: 6, delivered: 6, read: 2 })
  for (const [i, point] of series.entries()) {
    const before = series[i - 1]
    if (before)
      expect([
        point.accepted >= before.accepted,
        point.delivered >= before.delivered,
        point.read >= before.read,
      ]).toEqual([true, true, true])
  }
})

test('every reason has its place in the preview, also when nobody has it', async () => {
  const world = await makeWorld(database.db)
  const preview = await previewAudience(await world.at(noon), { topicId: world.offers, audience: {} })
  expect(preview.leftOut.map((row) => row.reason)).toEqual([...blockReasons])
  expect(preview).toMatchObject({ total: 0, eligible: 0, wait: 0 })
})
