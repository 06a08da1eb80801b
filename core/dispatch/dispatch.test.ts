import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { campaigns, messages } from '@/db/schema/campaigns'
import { subscribers } from '@/db/schema/subscribers'
import { templates } from '@/db/schema/templates'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { finishDoneCampaigns } from '../campaigns/progress'
import { pauseCampaign } from '../campaigns/steer'
import { newId } from '../platform/ids'
import { noon } from '../policy/testing-world'
import { requireAccount } from '../providers/accounts'
import { closeProviders, managementFor, providerFor } from '../providers/whatsapp/registry'
import type { SendOutcome } from '../providers/whatsapp/types'
import { queueReply } from './commands'
import { expireLeases } from './leases'
import { dispatchBatch } from './send-batch'
import { applyStatuses } from './statuses'
import {
  makeStage,
  openStatusTap,
  type Stage,
  startTestCampaign,
  startTestSimulator,
  type TestSimulator,
} from './testing-stage'

let database: TestDatabase
let simulator: TestSimulator

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
})

afterEach(async () => {
  await simulator.control('POST', '/faults', { loseAnswer: 0, fail5xx: 0, latencyMs: 0 })
})

afterAll(async () => {
  await closeProviders()
  await simulator.stop()
  await database.drop()
})

const minutesAfter = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

async function batch(stage: Stage, now: Date, limit = 100) {
  const ctx = await stage.at(now)
  const account = await requireAccount(ctx)
  return dispatchBatch(ctx, { provider: providerFor(account), account, limit, perSecond: 500 })
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

const campaignOf = async (stage: Stage) => {
  const [row] = await database.db.select().from(campaigns).where(eq(campaigns.id, stage.campaignId))
  return row
}

/** A provider of the test's own, for what the simulator does not do. */
const answering = (answer: (messageId: string) => SendOutcome) => {
  const asked: string[] = []
  const send = async ({ messageId }: { messageId: string }) => {
    asked.push(messageId)
    return answer(messageId)
  }
  return { asked, sendTemplate: send, sendText: send }
}

describe('sending', () => {
  test('two dispatchers side by side send everybody exactly one message', async () => {
    const stage = await makeStage(database.db, simulator, { people: 60, now: noon })
    const work = async () => {
      let claimed = 0
      for (
        let result = await batch(stage, noon, 7);
        result.claimed > 0;
        result = await batch(stage, noon, 7)
      ) {
        claimed += result.claimed
      }
      return claimed
    }
    const [first, second] = await Promise.all([work(), work()])
    expect(first + second).toBe(60)
    expect(await statesOf(stage)).toEqual({ accepted: 60 })
    const received = await simulator.received()
    expect(stage.messageIds.map((id) => received.get(id))).toEqual(stage.messageIds.map(() => 1))
    await finishDoneCampaigns(await stage.at(minutesAfter(1)))
    expect((await campaignOf(stage))?.state).toBe('done')
  })

  test('who says stop after being claimed and before their turn gets nothing, and the reason is kept', async () => {
    const stage = await makeStage(database.db, simulator, { people: 3, now: noon })
    const ctx = await stage.at(noon)
    const account = await requireAccount(ctx)
    // In the order in which they are claimed.
    const rows = (await rowsOf(stage)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const last = rows.at(-1)
    const sent: string[] = []
    const provider = {
      ...answering(() => ({ kind: 'accepted', providerMessageId: newId(), held: false })),
      // The first hand-over takes as long as the others need to say something: the last one says stop.
      sendTemplate: async ({ messageId }: { messageId: string }): Promise<SendOutcome> => {
        sent.push(messageId)
        if (sent.length === 1) {
          await database.sql`update consent_states set state = 'withdrawn', withdrawn_at = ${noon.toISOString()}
            where brand_id = ${stage.brandId} and subscriber_id = ${last?.subscriberId ?? null}`
        }
        return { kind: 'accepted', providerMessageId: newId(), held: false }
      },
    }
    const slowly = { provider, account, limit: 10, perSecond: 10, concurrency: 1 }
    expect(await dispatchBatch(ctx, slowly)).toMatchObject({ claimed: 3, accepted: 2, givenBack: 1 })
    expect(sent).toEqual(rows.slice(0, 2).map(({ id }) => id))
    expect(await batch(stage, minutesAfter(1))).toMatchObject({ claimed: 0, skipped: 1 })
    const [stopped] = (await rowsOf(stage)).filter(({ id }) => id === last?.id)
    expect(stopped).toMatchObject({ state: 'skipped', skipReason: 'opted_out' })
  })

  test('everybody gets their own name, and the stop button carries the topic', async () => {
    const stage = await makeStage(database.db, simulator, { people: 5, now: noon })
    await batch(stage, noon)
    const people = await database.db.select().from(subscribers).where(eq(subscribers.brandId, stage.brandId))
    for (const person of people) {
      const inbox = JSON.stringify(
        await simulator.control('GET', `/messages?to=${person.phoneE164?.slice(1)}`),
      )
      expect(inbox).toContain(`Hoi ${person.name}, tijd`)
      expect(inbox).toContain('OPTOUT:offers')
    }
  })

  test('who opts out between queue and sending gets nothing', async () => {
    const stage = await makeStage(database.db, simulator, { people: 3, now: noon })
    const [left] = stage.people
    await database.sql`update consent_states set state = 'withdrawn', withdrawn_at = ${noon.toISOString()}
      where brand_id = ${stage.brandId} and subscriber_id = ${left as string}`
    const result = await batch(stage, minutesAfter(1))
    expect(result).toMatchObject({ claimed: 2, skipped: 1, accepted: 2 })
    const row = (await rowsOf(stage)).find(({ subscriberId }) => subscriberId === left)
    expect(row).toMatchObject({ state: 'skipped', skipReason: 'opted_out', attempts: 0, acceptedAt: null })
    expect((await simulator.received()).get(row?.id ?? '')).toBeUndefined()
  })

  test('a second campaign of the same topic keeps the promise, also when both are claimed at once', async () => {
    const stage = await makeStage(database.db, simulator, { people: 10, now: noon, maxPerMonth: 1 })
    await startTestCampaign(database.db, stage, { name: 'Tweede', now: noon })
    await Promise.all([
      batch(stage, noon, 6),
      batch(stage, noon, 6),
      batch(stage, noon, 6),
      batch(stage, noon, 6),
    ])
    await batch(stage, noon)
    const all = await database.db.select().from(messages).where(eq(messages.brandId, stage.brandId))
    expect(all.filter(({ state }) => state === 'accepted')).toHaveLength(10)
    expect(all.filter(({ skipReason }) => skipReason === 'had_promised_number')).toHaveLength(10)
    expect(new Set(all.filter(({ state }) => state === 'accepted').map((row) => row.subscriberId)).size).toBe(
      10,
    )
  })

  test('a paused campaign hands out nothing', async () => {
    const stage = await makeStage(database.db, simulator, { people: 2, now: noon })
    await pauseCampaign(await stage.as('marketer', noon), { campaignId: stage.campaignId })
    expect(await batch(stage, noon)).toMatchObject({ claimed: 0 })
  })
})

describe('the 24-hour limit', () => {
  test('lets as many people through as there is room for, and gives the others a moment', async () => {
    const stage = await makeStage(database.db, simulator, { people: 12, now: noon, tier: 'TIER_5' })
    const first = await batch(stage, noon)
    expect(first).toMatchObject({ claimed: 5, accepted: 5, deferred: 7 })
    const waiting = (await rowsOf(stage)).filter(({ state }) => state === 'queued')
    expect(
      waiting.every(({ deferReason, dueAt }) => deferReason === 'over_messaging_limit' && dueAt > noon),
    ).toBe(true)
    expect(await batch(stage, minutesAfter(60))).toMatchObject({ claimed: 0 })
    const nextDay = await batch(stage, minutesAfter(24 * 60 + 1))
    expect(nextDay).toMatchObject({ claimed: 5 })
    expect(await batch(stage, minutesAfter(48 * 60 + 2))).toMatchObject({ claimed: 2 })
    expect(await statesOf(stage)).toEqual({ accepted: 12 })
  })

  test('a raised limit releases those who wait at once', async () => {
    const stage = await makeStage(database.db, simulator, { people: 6, now: noon, tier: 'TIER_2' })
    await batch(stage, noon)
    await database.sql`update whatsapp_accounts set messaging_limit_tier = 'TIER_10K' where brand_id = ${stage.brandId}`
    expect(await batch(stage, minutesAfter(1))).toMatchObject({ claimed: 4 })
  })
})

describe('answers that do not come', () => {
  test('a lost answer is uncertain, is not sent again, and is settled by the status', async () => {
    const tap = await openStatusTap()
    const stage = await makeStage(database.db, simulator, { people: 4, now: noon })
    const ctx = await stage.at(noon)
    await managementFor(await requireAccount(ctx)).subscribeWebhook(tap.url, stage.verifyToken)
    await simulator.control('POST', '/faults', { loseAnswer: 1 })
    expect(await batch(stage, noon)).toMatchObject({ claimed: 4, uncertain: 4, accepted: 0 })
    await simulator.control('POST', '/faults', { loseAnswer: 0 })
    expect(await batch(stage, minutesAfter(30))).toMatchObject({ claimed: 0 })
    expect(await statesOf(stage)).toEqual({ uncertain: 4 })
    await tap.until(() => tap.statuses.filter(({ status }) => status === 'read').length === 4)
    await applyStatuses(await stage.at(minutesAfter(1)), tap.statuses)
    expect(await statesOf(stage)).toEqual({ read: 4 })
    for (const row of await rowsOf(stage)) {
      expect(row.providerMessageId).toMatch(/^wamid\./)
      expect(row.acceptedAt).not.toBeNull()
    }
    const received = await simulator.received()
    expect(stage.messageIds.map((id) => received.get(id))).toEqual([1, 1, 1, 1])
    await tap.stop()
  })

  test('an outage is retried later and later, then given up', async () => {
    const stage = await makeStage(database.db, simulator, { people: 1, now: noon })
    await simulator.control('POST', '/faults', { fail5xx: 1 })
    expect(await batch(stage, noon)).toMatchObject({ claimed: 1, retried: 1 })
    expect(await batch(stage, new Date(noon.getTime() + 2_000))).toMatchObject({ claimed: 0 })
    const waits: number[] = []
    let at = noon
    for (let tries = 1; tries < 6; tries++) {
      const [row] = await rowsOf(stage)
      waits.push(Math.round(((row?.dueAt.getTime() ?? 0) - at.getTime()) / 1_000))
      at = new Date((row?.dueAt.getTime() ?? 0) + 1_000)
      await batch(stage, at)
    }
    expect(waits).toEqual([4, 16, 64, 256, 1024])
    expect((await rowsOf(stage))[0]).toMatchObject({ state: 'failed', errorCode: 2, attempts: 6 })
  })

  test('a status that is faster than the answer has the last word', async () => {
    const stage = await makeStage(database.db, simulator, { people: 1, now: noon })
    const ctx = await stage.at(noon)
    const [id] = stage.messageIds as [string]
    const provider = {
      sendText: async (): Promise<SendOutcome> => ({ kind: 'unknown', reason: 'unused' }),
      sendTemplate: async (): Promise<SendOutcome> => {
        await applyStatuses(ctx, [
          { messageId: id, providerMessageId: 'wamid.fast', status: 'delivered', at: noon },
        ])
        return { kind: 'accepted', providerMessageId: 'wamid.fast', held: false }
      },
    }
    await dispatchBatch(ctx, { provider, account: { id: stage.accountId }, limit: 10 })
    expect((await rowsOf(stage))[0]).toMatchObject({ state: 'delivered', providerMessageId: 'wamid.fast' })
  })

  test('a lease that ran out is listed as uncertain and never handed out again', async () => {
    const stage = await makeStage(database.db, simulator, { people: 2, now: noon })
    await database.sql`update messages set state = 'sending', lease_until = ${minutesAfter(2).toISOString()}, attempts = 1
      where brand_id = ${stage.brandId}`
    expect(await expireLeases(await stage.at(minutesAfter(1)))).toEqual([])
    expect((await expireLeases(await stage.at(minutesAfter(3)))).sort()).toEqual([...stage.messageIds].sort())
    expect(await batch(stage, minutesAfter(4))).toMatchObject({ claimed: 0 })
    expect(await statesOf(stage)).toEqual({ uncertain: 2 })
  })
})

describe('refusals', () => {
  test('a paused template stops the campaign, keeps the unsent and is noted', async () => {
    const stage = await makeStage(database.db, simulator, { people: 30, now: noon })
    const externalId = (await database.db.select().from(templates).where(eq(templates.id, stage.template)))[0]
      ?.externalId
    await simulator.control('POST', `/templates/${externalId}/status`, {
      event: 'PAUSED',
      title: 'FIRST_PAUSE',
    })
    const result = await batch(stage, noon)
    expect(result).toMatchObject({ accepted: 0, failed: 0, givenBack: 30 })
    expect(await campaignOf(stage)).toMatchObject({ state: 'stopped', stateReason: '132015' })
    expect(await statesOf(stage)).toEqual({ queued: 30 })
    const [template] = await database.db.select().from(templates).where(eq(templates.id, stage.template))
    expect(template?.status).toBe('PAUSED')
    expect(await batch(stage, minutesAfter(5))).toMatchObject({ claimed: 0 })
  })

  test('a template that left APPROVED stops the campaign before anything is sent', async () => {
    const stage = await makeStage(database.db, simulator, { people: 3, now: noon })
    await database.db.update(templates).set({ status: 'DISABLED' }).where(eq(templates.id, stage.template))
    expect(await batch(stage, noon)).toMatchObject({ claimed: 0 })
    expect(await campaignOf(stage)).toMatchObject({ state: 'stopped', stateReason: 'DISABLED' })
  })

  test('a number that is not on WhatsApp fails for that person alone and is remembered', async () => {
    const stage = await makeStage(database.db, simulator, { people: 3, now: noon })
    const ctx = await stage.at(noon)
    const provider = answering((id) =>
      id === stage.messageIds[1]
        ? { kind: 'refused', then: 'give-up', code: 131026, title: 'Message undeliverable' }
        : { kind: 'accepted', providerMessageId: `wamid.${id}`, held: false },
    )
    await dispatchBatch(ctx, { provider, account: { id: stage.accountId }, limit: 10 })
    expect(await statesOf(stage)).toEqual({ accepted: 2, failed: 1 })
    const [person] = await database.db
      .select()
      .from(subscribers)
      .where(eq(subscribers.id, stage.people[1] as string))
    expect(person?.unreachableAt).not.toBeNull()
  })

  test('one message that goes wrong in our own hands takes no other with it', async () => {
    const stage = await makeStage(database.db, simulator, { people: 4, now: noon })
    await database.sql`update campaigns set variables = '{"1":{"from":"name","fallback":""}}' where id = ${stage.campaignId}`
    await database.sql`update subscribers set name = null where id = ${stage.people[0] as string}`
    const provider = answering((id) => {
      if (id === stage.messageIds[1]) throw new Error('a bug')
      return { kind: 'accepted', providerMessageId: `wamid.${id}`, held: false }
    })
    await dispatchBatch(await stage.at(noon), { provider, account: { id: stage.accountId }, limit: 10 })
    expect(await statesOf(stage)).toEqual({ accepted: 2, failed: 1, uncertain: 1 })
    const row = (await rowsOf(stage)).find(({ id }) => id === stage.messageIds[0])
    expect(row).toMatchObject({ errorCode: 0, errorTitle: 'template-variable-missing 1' })
  })

  test('an account that WhatsApp refuses stops all its campaigns and loses no message', async () => {
    const stage = await makeStage(database.db, simulator, { people: 8, now: noon })
    const provider = answering(() => ({
      kind: 'refused',
      then: 'stop-account',
      code: 190,
      title: 'Token expired',
    }))
    const ctx = await stage.at(noon)
    await dispatchBatch(ctx, {
      provider,
      account: { id: stage.accountId },
      limit: 10,
      concurrency: 1,
      perSecond: 500,
    })
    expect(provider.asked).toHaveLength(1)
    expect(await campaignOf(stage)).toMatchObject({ state: 'stopped', stateReason: '190' })
    expect(await statesOf(stage)).toEqual({ queued: 8 })
  })
})

describe('replies', () => {
  test('one answer a message, and only while the service window is open', async () => {
    const stage = await makeStage(database.db, simulator, { people: 2, now: noon })
    const [open, closed] = stage.people as [string, string]
    await database.sql`update subscribers set service_window_until = ${minutesAfter(60).toISOString()} where id = ${open}`
    const reply = async (subscriberId: string, inReplyTo: string, at = noon) =>
      queueReply(await stage.at(at), {
        accountId: stage.accountId,
        subscriberId,
        inReplyTo,
        body: 'Je bent afgemeld.',
      })
    expect(await reply(open, 'wamid.a')).toEqual({ queued: true })
    expect(await reply(open, 'wamid.a')).toEqual({ queued: false })
    expect(await reply(closed, 'wamid.b')).toEqual({ queued: false })
    expect(await reply(open, 'wamid.c', minutesAfter(1))).toEqual({ queued: true })
    const provider = answering((id) => ({ kind: 'accepted', providerMessageId: `wamid.${id}`, held: false }))
    const send = async (at: Date) =>
      dispatchBatch(await stage.at(at), { provider, account: { id: stage.accountId }, limit: 1 })
    await send(noon)
    expect(await send(minutesAfter(61))).toMatchObject({ skipped: 1 })
    const rows = await database.sql`select in_reply_to, state, skip_reason from messages
      where brand_id = ${stage.brandId} and in_reply_to is not null order by in_reply_to`
    expect(rows.map((row) => [row.in_reply_to, row.state, row.skip_reason])).toEqual([
      ['wamid.a', 'accepted', null],
      ['wamid.b', 'skipped', 'window_closed'],
      ['wamid.c', 'skipped', 'window_closed'],
    ])
  })
})
