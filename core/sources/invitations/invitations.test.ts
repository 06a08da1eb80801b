import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { channelMessages } from '@/db/schema/channel-messages'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../../brands/scope'
import { recordConsent } from '../../consent/commands'
import { suppress } from '../../consent/suppressions'
import { newPhone, openTestShop, type TestShop } from '../../consent/testing-shop'
import { startTestSimulator, type TestSimulator } from '../../dispatch/testing-stage'
import { closeChannels } from '../../providers/channel-registry'
import { disconnectChannel, saveEmail, saveSms } from '../../providers/channels'
import { ensureSubscriber } from '../../subscribers/commands'
import { readAddresses } from './addresses'
import { claimInvitations } from './claim'
import { startInvitation, stopInvitation } from './commands'
import { getInvitation, listInvitations, listInvitationsUnderWay } from './queries'
import { readRefusalToken } from './refusal-link'
import { refuseInvitations } from './refuse'
import { composeInvitation } from './rules'
import { sendSomeInvitations } from './send'

const productToken = '3f2504e0-4f89-41d3-9a0c-0305e82c3309'
const smsShape = z.object({ sms: z.array(z.looseObject({ text: z.string() })) })
const mailShape = z.object({
  mails: z.array(
    z.looseObject({
      subject: z.string(),
      text: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
})

let database: TestDatabase
let simulator: TestSimulator
let shop: TestShop
let ctx: BrandContext
let smtpPort: number
beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  smtpPort = z.object({ smtpPort: z.number() }).parse(await simulator.control('GET', '/health')).smtpPort
  await simulator.control('PUT', `/cm/accounts/${productToken}`, { name: 'Shop' })
})
afterAll(async () => {
  await closeChannels()
  await simulator.stop()
  await database.drop()
})
beforeEach(async () => {
  shop = await openTestShop(database.db)
  ctx = await shop.at(0)
  await saveSms(ctx, { isSimulator: true, apiBaseUrl: simulator.url, sender: '+31201234567', productToken })
  await saveEmail(ctx, {
    ...{ isSimulator: true, host: '127.0.0.1', port: smtpPort, security: 'none' },
    ...{ username: 'shop', password: 'geheim', fromAddress: 'winkel@shop.example', fromName: 'Shop' },
  })
})

const sms = (change: object = {}) => ({
  ...{ name: 'Herfst', channel: 'sms' as const, landingPageId: shop.pageId },
  ...{ body: 'Voortaan ook op WhatsApp?', basis: 'Sms-lijst van de winkel, aangemeld in 2024' },
  addresses: newPhone(),
  ...change,
})

/** What the job does, until nobody waits any more. */
async function sendAll(invitationId: string, at = ctx): Promise<void> {
  for (let goOn = true; goOn; ) {
    const { goOnAt } = await sendSomeInvitations(at, invitationId)
    goOn = goOnAt !== null && goOnAt <= at.now
  }
}

const smsTo = async (phone: string) =>
  smsShape.parse(await simulator.control('GET', `/sms?to=${phone.slice(1)}`)).sms
const mailsTo = async (address: string) =>
  mailShape.parse(await simulator.control('GET', `/mails?to=${address}`)).mails
const tokenIn = (text: string) => /\/uninvite\/([A-Za-z0-9_-]+)/.exec(text)?.[1] ?? ''

describe('a list', () => {
  test('is read as people paste it, each address once, and what is none is named', () => {
    expect(
      readAddresses(
        'email',
        'Sanne <Sanne@Post.example>; jan@post.example\n\nsanne@post.example\njan@',
        'NL',
      ),
    ).toEqual({ addresses: ['sanne@post.example', 'jan@post.example'], doubles: 1, unread: ['jan@'] })
    expect(readAddresses('sms', '06 12345678\n+31612345678\n0031 6 87654321', 'NL')).toMatchObject({
      addresses: ['+31612345678', '+31687654321'],
      doubles: 1,
    })
  })

  test('with something that is no address is sent to nobody', async () => {
    const bad = startInvitation(ctx, sms({ addresses: `${newPhone()}\n12` }))
    await expect(bad).rejects.toMatchObject({
      ...{ code: 'addresses-unreadable', field: 'addresses', params: { count: 1, first: '12' } },
    })
    await expect(startInvitation(ctx, sms({ addresses: '\n' }))).rejects.toMatchObject({
      code: 'addresses-missing',
    })
    expect(await listInvitations(ctx)).toEqual([])
  })
})

test('an SMS holds the words, the link and the way out, and the row forgets the number', async () => {
  const phone = newPhone()
  const { invitationId, people } = await startInvitation(ctx, sms({ addresses: `${phone}\n${phone}` }))
  expect(people).toBe(1)
  await sendAll(invitationId)
  const [got, ...more] = await smsTo(phone)
  expect(more).toEqual([])
  expect(got?.text).toMatch(
    /^Shop \w+: Voortaan ook op WhatsApp\? http\S+\/q\/\w+\nGeen uitnodigingen meer\? http\S+$/,
  )
  const view = await getInvitation(ctx, invitationId)
  expect(view).toMatchObject({ state: 'done', people: 1, out: 1, waiting: 0 })
  const rows = await database.db
    .select()
    .from(channelMessages)
    .where(eq(channelMessages.invitationId, invitationId))
  expect(rows).toMatchObject([{ addressSealed: null, state: 'accepted' }])
})

test('a mail says who sends it and can be ended with one click of any mail program', async () => {
  const address = `sanne-${newPhone().slice(1)}@post.example`
  const mail = sms({ channel: 'email', subject: 'Voortaan ook op WhatsApp', addresses: address })
  const { invitationId } = await startInvitation(ctx, mail)
  await sendAll(invitationId)
  const [got] = await mailsTo(address)
  expect(got?.subject).toBe('Voortaan ook op WhatsApp')
  expect(got?.text).toContain('Kade 1, 1011 AA Amsterdam')
  const headers = new Map(got?.headers)
  expect(headers.get('list-unsubscribe')).toContain(tokenIn(got?.text ?? '-'))
})

test('who refuses gets no further invitation over that channel; a link that nobody made is none', async () => {
  const [phone, other] = [newPhone(), newPhone()]
  const first = await startInvitation(ctx, sms({ addresses: phone }))
  await sendAll(first.invitationId)
  const link = readRefusalToken(tokenIn((await smsTo(phone))[0]?.text ?? ''))
  expect(link).toMatchObject({ brandId: shop.brandId })
  expect(await refuseInvitations(ctx, { messageId: link?.messageId ?? '' })).toBe(true)
  expect(await refuseInvitations(ctx, { messageId: link?.messageId ?? '' })).toBe(true)
  expect(await refuseInvitations(ctx, { messageId: crypto.randomUUID() })).toBe(false)
  expect(readRefusalToken('A'.repeat(59))).toBeNull()
  const again = await startInvitation(ctx, sms({ name: 'Winter', addresses: `${phone}\n${other}` }))
  await sendAll(again.invitationId)
  expect(await smsTo(phone)).toHaveLength(1)
  expect(await smsTo(other)).toHaveLength(1)
  expect(await getInvitation(ctx, again.invitationId)).toMatchObject({
    ...{ people: 2, out: 1, skipped: 1 },
    skippedFor: [{ reason: 'refused_invitations', count: 1 }],
  })
})

test('who left the brand, and who subscribes already, is not invited, even when they did so after the start', async () => {
  const [left, subscribed, free] = [newPhone(), newPhone(), newPhone()]
  const { invitationId } = await startInvitation(ctx, sms({ addresses: [left, subscribed, free].join('\n') }))
  await suppress(ctx, { identity: left, scope: 'all', reason: 'opted_out' })
  const { id: subscriberId } = await ensureSubscriber(ctx, {
    ...{ phoneE164: subscribed, country: 'NL', language: 'nl' as const },
  })
  await recordConsent(ctx, {
    ...{ subscriberId, topicIds: [shop.topics.acties], kind: 'given', method: 'tick' },
    ...{ source: { kind: 'landing_page' }, evidence: {} },
  })
  await sendAll(invitationId)
  expect([await smsTo(left), await smsTo(subscribed)]).toEqual([[], []])
  expect(await smsTo(free)).toHaveLength(1)
  const { skippedFor } = await getInvitation(ctx, invitationId)
  expect(skippedFor.map(({ reason }) => reason).sort()).toEqual(['opted_out', 'subscribed_already'])
})

test('several senders at once send each once, and one that was cut off is never sent again', async () => {
  const phones = Array.from({ length: 25 }, () => newPhone())
  const { invitationId } = await startInvitation(ctx, sms({ addresses: phones.join('\n') }))
  // Claimed by a process that died before it heard anything.
  const [dead] = await claimInvitations(ctx, { invitationId, limit: 1 })
  await Promise.all([sendAll(invitationId), sendAll(invitationId), sendAll(invitationId)])
  const later = await shop.at(5)
  expect(await listInvitationsUnderWay(database)).toContainEqual({ brandId: shop.brandId, invitationId })
  await sendAll(invitationId, later)
  const counts = await Promise.all(phones.map(async (phone) => (await smsTo(phone)).length))
  expect(counts.filter((count) => count === 1)).toHaveLength(24)
  expect(counts.filter((count) => count === 0)).toHaveLength(1)
  expect(await smsTo(dead?.address ?? '')).toEqual([])
  expect(await getInvitation(later, invitationId)).toMatchObject({ state: 'done', out: 24, uncertain: 1 })
})

test('a person stops it, and those who still waited are forgotten', async () => {
  const phones = Array.from({ length: 15 }, () => newPhone())
  const { invitationId } = await startInvitation(ctx, sms({ addresses: phones.join('\n') }))
  await sendSomeInvitations(ctx, invitationId)
  await stopInvitation(ctx, { invitationId })
  await sendAll(invitationId)
  const kept = await database.db.$count(
    channelMessages,
    and(eq(channelMessages.invitationId, invitationId), inArray(channelMessages.state, ['queued'])),
  )
  expect(kept).toBe(5)
  expect(await getInvitation(ctx, invitationId)).toMatchObject({ state: 'stopped', out: 10, waiting: 0 })
  await expect(stopInvitation(ctx, { invitationId })).rejects.toMatchObject({ code: 'not-found' })
})

test('a token that CM.com takes no more stops the rest, with its own words', async () => {
  const { invitationId } = await startInvitation(ctx, sms())
  const wrong = productToken.replace('3f', '4f')
  await saveSms(ctx, {
    isSimulator: true,
    apiBaseUrl: simulator.url,
    sender: '+31201234567',
    productToken: wrong,
  })
  await sendAll(invitationId)
  expect(await getInvitation(ctx, invitationId)).toMatchObject({
    ...{ state: 'stopped', failed: 1, stoppedFor: expect.stringContaining('token') },
  })
  const other = await startInvitation(ctx, sms({ name: 'Winter' }))
  await disconnectChannel(ctx, { channel: 'sms' })
  await sendAll(other.invitationId)
  expect(await getInvitation(ctx, other.invitationId)).toMatchObject({ stoppedFor: 'no-sms-account' })
  await expect(startInvitation(ctx, sms({ name: 'Lente' }))).rejects.toMatchObject({ code: 'no-sms-account' })
})

test('a name is taken once, because its link is counted by it', async () => {
  await startInvitation(ctx, sms())
  await expect(startInvitation(ctx, sms())).rejects.toMatchObject({ code: 'qr-label-taken', field: 'name' })
})

test('nobody can leave out who sends it and how to end it', () => {
  const sender = { name: 'Shop', legalName: 'Shop B.V.', postalAddress: 'Kade 1' }
  const parts = { body: ' ', link: 'https://x.example/q/A', refusalLink: 'https://x.example/u/B', sender }
  for (const locale of ['nl', 'en'] as const) {
    const sms = composeInvitation({ ...parts, channel: 'sms', locale })
    for (const part of ['Shop: ', parts.link, parts.refusalLink]) expect(sms).toContain(part)
    const mail = composeInvitation({ ...parts, channel: 'email', locale })
    for (const part of [parts.link, parts.refusalLink, 'Shop B.V., Kade 1']) expect(mail).toContain(part)
  }
})
