import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '@/db/schema/campaigns'
import { consentEvents, topics } from '@/db/schema/consent'
import { subscriberKeys } from '@/db/schema/subscribers'
import { templates } from '@/db/schema/templates'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { previewAudience } from '../campaigns/audience'
import { createCampaign } from '../campaigns/commands'
import { scheduleCampaign } from '../campaigns/schedule'
import { startCampaign } from '../campaigns/start'
import { lapseConsents } from '../consent/lapse'
import { listConsentStates } from '../consent/queries'
import { dispatchBatch } from '../dispatch/send-batch'
import { makeStage, type Stage, startTestSimulator, type TestSimulator } from '../dispatch/testing-stage'
import { newDataKey } from '../platform/crypto'
import { noon } from '../policy/testing-world'
import { requireAccount } from '../providers/accounts'
import { closeProviders, providerFor } from '../providers/whatsapp/registry'
import { applyMessage } from './messages'

let database: TestDatabase
let simulator: TestSimulator
let stage: Stage
beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  stage = await makeStage(database.db, simulator, {
    ...{ people: 4, now: noon, maxPerMonth: null },
    components: [
      { type: 'BODY', text: 'Wil je berichten van ons blijven krijgen?' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Ja, graag' },
          { type: 'QUICK_REPLY', text: 'Stop berichten' },
        ],
      },
    ],
  })
  await database.sql`update brands set consent_months = 3, ask_again_days = 30 where id = ${stage.brandId}`
  // Consent of ninety days ago, but for the last, who confirmed last week.
  await database.sql`update consent_states set confirmed_at = now(), given_at = now()
    where subscriber_id = ${stage.people[3] ?? ''}`
  for (const subscriberId of stage.people) {
    await database.db
      .insert(subscriberKeys)
      .values({ brandId: stage.brandId, subscriberId, wrappedKey: newDataKey().wrapped })
      .onConflictDoNothing()
  }
})
afterAll(async () => {
  await closeProviders()
  await simulator.stop()
  await database.drop()
})

const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000)
const [first, second, third, last] = [0, 1, 2, 3]
const person = (nth: number) => stage.people[nth] ?? ''
const topicState = async (nth: number) =>
  (await listConsentStates(await stage.at(noon), person(nth))).find((row) => row.topicId === stage.offers)
const kindsOf = async (nth: number) =>
  (
    await database.db
      .select({
        kind: consentEvents.kind,
        method: consentEvents.method,
        campaignId: consentEvents.campaignId,
      })
      .from(consentEvents)
      .where(eq(consentEvents.subscriberId, person(nth)))
      .orderBy(consentEvents.seq)
  ).map((event) => event)

async function press(
  nth: number,
  button: { text: string; payload: string },
  at: Date,
  answers: string | null,
) {
  const [row] = await database.sql<{ phone: string }[]>`
    select phone_e164 as phone from subscribers where id = ${person(nth)}`
  const from = (row?.phone ?? '').slice(1)
  const account = await requireAccount(await stage.at(at))
  await applyMessage(
    await stage.at(at),
    account.id,
    {
      ...{ id: `wamid.press-${nth}-${at.getTime()}`, from, type: 'button', button },
      timestamp: String(Math.floor(at.getTime() / 1000)),
      ...(answers ? { context: { id: answers } } : {}),
    },
    [{ wa_id: from }],
  )
}

test('people whose consent ends soon are asked, and their answer is what the ledger says', async () => {
  const owner = await stage.as('owner', hours(1))
  const draft = await createCampaign(owner, {
    ...{ name: 'Blijf je erbij?', topicId: stage.offers, templateId: stage.template },
    audience: { asksAgain: true },
  })
  const audience = { asksAgain: true }
  const preview = await previewAudience(owner, { topicId: stage.offers, audience })
  expect(preview.total, 'who confirmed last week is not meant').toBe(3)
  await scheduleCampaign(owner, { campaignId: draft.id, revision: draft.revision, when: { kind: 'now' } })
  expect(await startCampaign(await stage.at(hours(1.01)), { campaignId: draft.id })).toEqual({
    ...{ outcome: 'started', queued: 3, leftOut: 0 },
  })
  const ctx = await stage.at(hours(1.02))
  const account = await requireAccount(ctx)
  const sent = await dispatchBatch(ctx, {
    provider: providerFor(account),
    account,
    limit: 100,
    perSecond: 500,
  })
  expect(sent.failed).toBe(0)
  const [row] = await database.db
    .select()
    .from(messages)
    .where(and(eq(messages.campaignId, draft.id), eq(messages.subscriberId, person(first))))
  expect(row?.state).toBe('accepted')
  const [topic] = await database.db.select().from(topics).where(eq(topics.id, stage.offers))
  const inbox = JSON.stringify(await simulator.control('GET', '/messages'))
  expect(inbox).toContain(`RENEW:${topic?.key}`)
  expect(inbox).toContain(`OPTOUT:${topic?.key}`)

  const yes = { text: 'Ja, graag', payload: `RENEW:${topic?.key}` }
  await press(first, yes, hours(2), row?.providerMessageId ?? null)
  await press(second, { text: 'Stop berichten', payload: `OPTOUT:${topic?.key}` }, hours(2), null)
  expect(await kindsOf(first)).toEqual([{ kind: 'renewed', method: 'button', campaignId: draft.id }])
  expect((await topicState(first))?.confirmedAt).toEqual(hours(2))
  expect((await kindsOf(second))[0]).toMatchObject({ kind: 'withdrawn', method: 'button' })
  const [reply] = await database.sql<{ body: string }[]>`
    select reply ->> 'body' as body from messages where subscriber_id = ${person(first)} and in_reply_to is not null`
  expect(reply?.body, 'one answer, in their language').toContain('je blijft berichten')

  expect(
    (await previewAudience(await stage.as('owner', hours(3)), { topicId: stage.offers, audience })).total,
    'nobody is asked twice who answered, and who said stop is not asked at all',
  ).toBe(1)
  await lapseConsents(await stage.at(hours(24 * 40)))
  const states = await Promise.all([first, second, third, last].map(topicState))
  expect(states.map((one) => one?.state)).toEqual(['confirmed', 'withdrawn', 'expired', 'confirmed'])
  expect((await kindsOf(third)).at(-1), 'who did not answer leaves when the time is over').toMatchObject({
    kind: 'expired',
    method: 'lapse',
  })
})

test('a yes that comes after the end brings nobody back who never read a sentence', async () => {
  const [topic] = await database.db.select().from(topics).where(eq(topics.id, stage.offers))
  const before = await kindsOf(third)
  await press(third, { text: 'Ja, graag', payload: `RENEW:${topic?.key}` }, hours(24 * 41), null)
  expect(await kindsOf(third), 'the ledger holds no sentence of theirs').toEqual(before)
  await press(last, { text: 'Ja, graag', payload: 'RENEW:there-is-none' }, hours(24 * 41), null)
  expect(await kindsOf(last), 'a topic that is gone is nothing to say yes to').toEqual([])
})

test('a message can ask again only when staying and leaving are both one press away', async () => {
  const owner = await stage.as('owner', hours(1))
  const components = [
    { type: 'BODY', text: 'Wil je berichten van ons blijven krijgen?' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Ja, graag' }] },
  ]
  await database.db.update(templates).set({ components }).where(eq(templates.id, stage.template))
  const ask = createCampaign(owner, {
    ...{ name: 'Zonder uitgang', topicId: stage.offers, templateId: stage.template },
    audience: { asksAgain: true },
  })
  await expect(ask).rejects.toMatchObject({ code: 'template-cannot-ask-again', field: 'templateId' })
})
