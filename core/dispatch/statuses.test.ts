import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaigns, messages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import type { MessageState } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newId } from '../platform/ids'
import { addPerson, makeWorld, noon, type World } from '../policy/testing-world'
import { applyStatuses, type StatusUpdate } from './statuses'

let database: TestDatabase
let world: World
let campaignId: string

beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeWorld(database.db)
  campaignId = newId()
  await database.db.insert(campaigns).values({
    brandId: world.brandId,
    id: campaignId,
    name: 'Winterbeurt',
    topicId: world.offers,
    templateId: world.template,
    audience: {},
    variables: {},
    state: 'sending',
    startedAt: noon,
    revision: 1,
    createdAt: noon,
    updatedAt: noon,
  })
})

afterAll(() => database.drop())

async function addSent(state: MessageState, providerMessageId: string | null): Promise<string> {
  const id = newId()
  await database.db.insert(messages).values({
    brandId: world.brandId,
    id,
    accountId: world.accountId,
    subscriberId: await addPerson(database.db, world),
    campaignId,
    templateId: world.template,
    state,
    providerMessageId,
    attempts: 1,
    dueAt: noon,
    queuedAt: noon,
    acceptedAt: state === 'accepted' || state === 'held' ? noon : null,
  })
  return id
}

const read = async (id: string) => (await database.db.select().from(messages).where(eq(messages.id, id)))[0]
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000)
const apply = async (...statuses: StatusUpdate[]) => applyStatuses(await world.at(after(60)), statuses)

describe('statuses', () => {
  test('only move up, whatever order they come in, and every moment is kept', async () => {
    const id = await addSent('accepted', 'wamid.1')
    await apply({ providerMessageId: 'wamid.1', status: 'read', at: after(9) })
    await apply({ providerMessageId: 'wamid.1', status: 'delivered', at: after(5) })
    await apply({ providerMessageId: 'wamid.1', status: 'sent', at: after(1) })
    expect(await read(id)).toMatchObject({
      state: 'read',
      sentAt: after(1),
      deliveredAt: after(5),
      readAt: after(9),
    })
  })

  test('that come twice change nothing the second time', async () => {
    const id = await addSent('accepted', 'wamid.2')
    const sent = { providerMessageId: 'wamid.2', status: 'sent', at: after(1) }
    expect(await apply(sent, sent)).toMatchObject({ changed: 1, unmatched: [] })
    const before = await read(id)
    expect(await apply(sent)).toMatchObject({ changed: 0 })
    expect(await read(id)).toEqual(before)
  })

  test('find a message whose answer was lost by our own id', async () => {
    const id = await addSent('uncertain', null)
    await apply({ messageId: id, providerMessageId: 'wamid.3', status: 'sent', at: after(1) })
    expect(await read(id)).toMatchObject({
      state: 'sent',
      providerMessageId: 'wamid.3',
      acceptedAt: after(1),
    })
  })

  test('of nobody we know are counted and do no harm', async () => {
    const strange = { messageId: 'cmp:42', providerMessageId: 'wamid.nobody', status: 'sent', at: noon }
    expect(
      await apply(strange, { ...strange, messageId: newId() }, { ...strange, status: 'warped' }),
    ).toMatchObject({ changed: 0, unmatched: [{ status: 'sent' }, { status: 'sent' }], failures: [] })
  })

  test('of another brand are not found', async () => {
    const id = await addSent('accepted', 'wamid.4')
    const other = await makeWorld(database.db)
    const result = await applyStatuses(await other.at(noon), [
      { messageId: id, providerMessageId: 'wamid.4', status: 'read', at: noon },
    ])
    expect(result.unmatched).toHaveLength(1)
    expect((await read(id))?.state).toBe('accepted')
  })

  test('a failure is told once, with its code', async () => {
    const id = await addSent('accepted', 'wamid.5')
    const failed = {
      providerMessageId: 'wamid.5',
      status: 'failed',
      at: after(3),
      error: { code: 131026, title: 'Message undeliverable' },
    }
    const first = await apply(failed)
    expect(first.failures).toMatchObject([{ messageId: id, campaignId, code: 131026, at: after(3) }])
    expect((await apply(failed)).failures).toEqual([])
    expect(await read(id)).toMatchObject({ state: 'failed', errorCode: 131026, failedAt: after(3) })
  })

  test('a message that arrived did not fail, whichever is heard first', async () => {
    for (const order of [
      ['failed', 'delivered'],
      ['delivered', 'failed'],
    ]) {
      const wamid = `wamid.6.${order[0]}`
      const id = await addSent('accepted', wamid)
      for (const status of order) {
        const error = status === 'failed' ? { error: { code: 131000, title: 'x' } } : {}
        await apply({ providerMessageId: wamid, status, at: after(2), ...error })
      }
      expect(await read(id)).toMatchObject({ state: 'delivered', failedAt: null, errorCode: null })
    }
  })

  test('held messages that are dropped stop the campaign and note the template', async () => {
    const id = await addSent('held', 'wamid.7')
    const error = { code: 132015, title: 'Template is paused' }
    await apply({ messageId: id, providerMessageId: 'wamid.7', status: 'failed', at: after(4), error })
    const [campaign] = await database.db.select().from(campaigns).where(eq(campaigns.id, campaignId))
    expect(campaign).toMatchObject({ state: 'stopped', stateReason: '132015' })
    const [template] = await database.db.select().from(templates).where(eq(templates.id, world.template))
    expect(template?.status).toBe('PAUSED')
  })

  test('give the same row in every order and in every grouping', async () => {
    const status = fc.constantFrom('sent', 'delivered', 'read', 'failed')
    const update = fc.record({ status, seconds: fc.integer({ min: 1, max: 9 }) })
    const story = fc.array(update, { minLength: 1, maxLength: 6 }).chain((updates) =>
      fc.record({
        updates: fc.constant(updates),
        shuffled: fc.shuffledSubarray([...updates, ...updates], { minLength: updates.length * 2 }),
        cut: fc.nat({ max: updates.length }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(story, async ({ updates, shuffled, cut }) => {
        const toStatuses = (wamid: string, list: typeof updates) =>
          list.map(({ status, seconds }) => ({
            providerMessageId: wamid,
            status,
            at: after(seconds),
            ...(status === 'failed' ? { error: { code: 131000, title: 'x' } } : {}),
          }))
        const facts = async (id: string) => {
          const row = await read(id)
          return row && [row.state, row.sentAt, row.deliveredAt, row.readAt, row.failedAt, row.errorCode]
        }
        const [first, second] = [`wamid.${newId()}`, `wamid.${newId()}`]
        const [one, other] = [await addSent('accepted', first), await addSent('accepted', second)]
        await apply(...toStatuses(first, updates))
        await apply(...toStatuses(second, shuffled.slice(0, cut)))
        await apply(...toStatuses(second, shuffled.slice(cut)))
        expect(await facts(other)).toEqual(await facts(one))
      }),
      { numRuns: 60 },
    )
  })
})
