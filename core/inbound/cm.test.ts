import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getDatabase } from '@/db/client'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { subscribers } from '@/db/schema/subscribers'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listConsentStates } from '../consent/queries'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../consent/testing-shop'
import { newId } from '../platform/ids'
import { requireAccount } from '../providers/accounts'
import { cmCallbackUrls, saveCmAccount } from '../providers/cm/account'
import { referenceOf } from '../providers/cm/reference'
import { recognisePerson } from '../subscribers/identity'
import { recordSignUp } from '../subscribers/record-sign-up'
import { applyPendingWebhooks } from './apply'
import { handleWebhook } from './http'
import { flushRefusals } from './refusals'
import { flushWakes } from './wake'
import { getWebhookReport } from './webhook-report'

let database: TestDatabase
let shop: TestShop
let accountId: string
let urls: ReturnType<typeof cmCallbackUrls>
beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
  const ctx = await shop.at(0)
  accountId = (
    await saveCmAccount(ctx, {
      ...{ isSimulator: false, apiBaseUrl: 'https://gw.cmtelecom.com', linkBaseUrl: 'https://wa.me' },
      ...{ displayPhoneE164: '+31201234567', verifiedName: 'Shop', templateNamespace: 'space' },
      productToken: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    })
  ).id
  urls = cmCallbackUrls(await requireAccount(ctx))
})
afterAll(async () => {
  await flushWakes()
  await getDatabase().close()
  await database.drop()
})

const instant = async (minutes: number) => (await shop.at(minutes)).now
const post = (url: string, body: object | string) =>
  handleWebhook(
    new Request(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  )
/** Posts, applies, and gives what was noted on everything so far. */
async function deliver(url: string, ...bodies: object[]): Promise<string[]> {
  for (const body of bodies) expect((await post(url, body)).status).toBe(200)
  await applyPendingWebhooks({ db: database.db, brandId: shop.brandId, accountId })
  const rows = await database.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.accountId, accountId))
  expect(rows.every((row) => row.appliedAt)).toBe(true)
  return rows.flatMap((row) => row.problems)
}

async function addSent(): Promise<string> {
  const ctx = await shop.at(0)
  const person = await recognisePerson(ctx, { phoneE164: newPhone(), at: ctx.now, evidence: {} })
  const id = newId()
  await database.db.insert(messages).values({
    ...{ brandId: shop.brandId, id, accountId, subscriberId: person.id, inReplyTo: `mo-${id}` },
    ...{ reply: { type: 'text' as const, body: 'Hoi' }, state: 'accepted' as const },
    ...{ dueAt: ctx.now, queuedAt: ctx.now, acceptedAt: ctx.now },
  })
  return id
}
const message = async (id: string) =>
  (await database.db.select().from(messages).where(eq(messages.id, id)))[0]

const report = (id: string, code: string, received: string, errorCode = '') => ({
  messages: {
    msg: {
      ...{ received, to: '0031612345678', reference: referenceOf(id), operator: '204' },
      status: { code, errorCode, errorDescription: code === '3' ? 'Undeliverable' : 'Delivered' },
    },
  },
})
const incoming = (number: string, text: string, at: Date, more: object = {}) => ({
  ...{
    reference: newId(),
    messageContext: '',
    from: { number, name: 'Jan' },
    to: { number: '0031201234567' },
  },
  message: { text, media: { mediaUri: '', contentType: '', title: '' }, custom: {} },
  ...{ groupings: ['g', 'messagesApi', ''], timeUtc: at.toISOString().slice(0, 19), channel: 'WhatsApp' },
  ...more,
})

it('moves messages by reference, up only, in UTC, however often and in whatever order reports come', async () => {
  const id = await addSent()
  const read = report(id, '4', '2025-11-22T10:00:09')
  await deliver(urls.statuses, read, report(id, '2', '2025-11-22T10:00:05'), { ...read, again: true })
  expect(await message(id)).toMatchObject({
    state: 'read',
    deliveredAt: new Date('2025-11-22T10:00:05Z'),
    readAt: new Date('2025-11-22T10:00:09Z'),
  })
})

it('keeps a failure with the code of whoever named it', async () => {
  const [byCm, byMeta] = [await addSent(), await addSent()]
  await deliver(
    urls.statuses,
    report(byCm, '3', '2025-11-22T10:00:00', '301'),
    report(byMeta, '3', '2025-11-22T10:00:00', '131050'),
  )
  expect(await message(byCm)).toMatchObject({
    state: 'failed',
    errorCode: 900_301,
    errorTitle: 'Undeliverable',
  })
  const failed = await message(byMeta)
  expect(failed?.errorCode).toBe(131_050)
  const [person] = await database.db
    .select()
    .from(subscribers)
    .where(eq(subscribers.id, failed?.subscriberId ?? ''))
  expect(person?.platformStoppedAt).toEqual(new Date('2025-11-22T10:00:00Z'))
})

it('hears people in every notation of their number: a sign-up, a stop by button, an SMS', async () => {
  const phone = newPhone()
  const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
  const bare = phone.slice(1)
  const first = incoming(`00${bare}`, `Ja, meld mij aan. Code ${code}`, await instant(5))
  expect(await deliver(urls.messages, first, { ...first, again: 1 })).toEqual([])
  const person = async () => {
    const [row] = await database.db.select().from(subscribers).where(eq(subscribers.phoneE164, phone))
    const states = await listConsentStates(await shop.at(0), row?.id ?? '')
    const state = (topicId: string) => states.find((one) => one.topicId === topicId)?.state
    const said = await database.db
      .select()
      .from(inboundMessages)
      .where(eq(inboundMessages.subscriberId, row?.id ?? ''))
    const { acties, werkplaats } = shop.topics
    return {
      name: row?.name,
      window: row?.serviceWindowUntil,
      acties: state(acties),
      werkplaats: state(werkplaats),
      said: said.length,
    }
  }
  const window = await instant(5 + 24 * 60)
  expect(await person()).toEqual({
    name: 'Jan',
    window,
    acties: 'confirmed',
    werkplaats: 'confirmed',
    said: 1,
  })

  const custom = { button: { payload: 'OPTOUT:acties', text: 'Stoppen' } }
  await deliver(
    urls.messages,
    incoming(bare, 'Stoppen', await instant(9), { message: { text: 'Stoppen', custom } }),
  )
  expect(await person()).toMatchObject({ acties: 'withdrawn', werkplaats: 'confirmed', said: 2 })

  const before = await person()
  await deliver(urls.messages, incoming(`+${bare}`, 'STOP', await instant(20), { channel: 'SMS' }))
  expect(await person()).toEqual({ ...before, werkplaats: 'withdrawn', said: 3 })
})

it('turns away who does not know the secret of the address, and what is no report', async () => {
  const stored = () => database.db.$count(webhookDeliveries)
  const before = await stored()
  const wrong = urls.statuses.replace(/[^/]+\/statuses$/, 'GUESSGUESSGUESS/statuses')
  expect((await post(wrong, {})).status).toBe(403)
  expect((await post(urls.statuses.replace('/statuses', '/elsewhere'), {})).status).toBe(404)
  expect((await post(urls.statuses.replace('/cm/', '/whatsapp/'), {})).status).toBe(404)
  expect((await post(urls.messages, 'not json')).status).toBe(400)
  expect(await stored()).toBe(before)
})

it('counts what it turns away by reason, and staff see it with the rest', async () => {
  await flushRefusals()
  const counted = async () => {
    await flushRefusals()
    const ctx = { ...(await shop.at(0)), now: new Date() }
    const { refusals } = await getWebhookReport(ctx)
    return Object.fromEntries(refusals.map(({ reason, lastDay }) => [reason, lastDay]))
  }
  const before = await counted()
  const wrong = urls.messages.replace(/[^/]+\/messages$/, 'GUESSGUESSGUESS/messages')
  for (let nth = 0; nth < 3; nth += 1) await post(wrong, {})
  await post(urls.statuses, 'not json')
  await post(urls.statuses, `{"x":"${'x'.repeat(3 * 1024 * 1024)}"}`)
  const after = await counted()
  const more = (reason: string) => (after[reason] ?? 0) - (before[reason] ?? 0)
  expect([more('wrong-token'), more('not-json'), more('too-large')]).toEqual([3, 1, 1])
})

it('shows how many reports wait for a message that is not known here', async () => {
  const ctx = { ...(await shop.at(0)), now: new Date() }
  const { parked } = await getWebhookReport(ctx)
  await deliver(urls.statuses, report(newId(), '2', '2026-03-01T10:00:00'))
  expect((await getWebhookReport(ctx)).parked).toBe(parked + 1)
})

it('notes what it cannot read, and goes on', async () => {
  const id = await addSent()
  const msg = [
    { nonsense: true },
    { ...report(id, '9', 'yesterday').messages.msg },
    report(id, '2', 'no time').messages.msg,
  ]
  const problems = await deliver(
    urls.statuses,
    { messages: { msg } },
    report('elsewhere', '2', '2025-11-22T10:00:00'),
  )
  expect(problems.sort()).toEqual([
    'status report that could not be read',
    'status report with a reference that is none of ours',
    'unknown status "9"',
  ])
  expect((await message(id))?.state).toBe('delivered')
})
