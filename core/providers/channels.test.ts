import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../brands/scope'
import { startTestSimulator, type TestSimulator } from '../dispatch/testing-stage'
import { newId } from '../platform/ids'
import { makeWorld } from '../policy/testing-world'
import { closeChannels, emailFor, smsFor } from './channel-registry'
import {
  findChannelByWebhookKey,
  getChannel,
  requireChannel,
  saveEmail,
  saveSms,
  smsCallbackUrls,
} from './channels'
import { referenceOf } from './cm/reference'
import { openSmtp } from './email/smtp'
import { openRudeMailServer } from './email/testing-mail-server'

const now = new Date('2026-11-22T10:00:00Z')
const productToken = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const mailShape = z.object({
  mails: z.array(
    z.looseObject({
      subject: z.string(),
      text: z.string(),
      html: z.string().nullable(),
      from_name: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
})

let database: TestDatabase
let simulator: TestSimulator
let smtpPort: number
let ctx: BrandContext

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
  smtpPort = z.object({ smtpPort: z.number() }).parse(await simulator.control('GET', '/health')).smtpPort
  await simulator.control('PUT', `/cm/accounts/${productToken}`, { name: 'Fietserij Noord' })
  const world = await makeWorld(database.db)
  ctx = await world.at(now)
  await saveSms(ctx, { isSimulator: true, apiBaseUrl: simulator.url, sender: '+31201234567', productToken })
  await saveEmail(ctx, mailSettings())
})

afterAll(async () => {
  await closeChannels()
  await simulator.stop()
  await database.drop()
})

const mailSettings = () => ({
  isSimulator: true,
  host: '127.0.0.1',
  port: smtpPort,
  security: 'none' as const,
  username: 'winkel',
  password: 'geheim',
  fromAddress: 'winkel@fietserijnoord.example',
  fromName: 'Fietserij Noord',
})

const mail = (to: string) => ({ messageId: newId(), to, subject: 'Je aanmelding', text: 'Hoi Sanne' })

test('an SMS arrives on the phone under our own reference', async () => {
  const messageId = newId()
  const sms = await smsFor(ctx)
  expect(await sms.send({ messageId, toE164: '+31655500101', body: 'Hoi Sanne' })).toEqual({
    kind: 'accepted',
    held: false,
  })
  expect(await simulator.control('GET', '/sms?to=31655500101')).toMatchObject({
    sms: [{ text: 'Hoi Sanne', sender: '31201234567', reference: referenceOf(messageId) }],
  })
})

test('a token that CM.com does not know stops the account, an invalid number only that message', async () => {
  const world = await makeWorld(database.db)
  const other = await world.at(now)
  const settings = { isSimulator: true, apiBaseUrl: simulator.url, sender: 'Fietserij' }
  await saveSms(other, { ...settings, productToken: productToken.replace('3f', '4f') })
  const message = { messageId: newId(), toE164: '+31655500101', body: 'Hoi' }
  expect(await (await smsFor(other)).send(message)).toMatchObject({ then: 'stop-account', code: 900_101 })
  // The same way is opened anew when its settings change.
  await saveSms(other, { ...settings, productToken })
  expect(await (await smsFor(other)).send({ ...message, toE164: '+3161' })).toMatchObject({
    then: 'give-up',
    code: 900_303,
  })
})

test('a mail arrives whole, from the brand, with a way to end these mails', async () => {
  const email = await emailFor(ctx)
  expect(await email.check()).toMatchObject({ kind: 'accepted' })
  const sent = await email.send({
    ...mail('sanne@post.example'),
    html: '<p>Hoi <b>Sanne</b></p>',
    unsubscribeUrl: 'https://x.example/stop/abc',
  })
  expect(sent).toMatchObject({ kind: 'accepted' })
  const { mails } = mailShape.parse(await simulator.control('GET', '/mails?to=sanne@post.example'))
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ subject: 'Je aanmelding', from_name: 'Fietserij Noord' })
  expect(mails[0]?.text).toContain('Hoi Sanne')
  expect(mails[0]?.html).toContain('<b>Sanne</b>')
  const headers = new Map(mails[0]?.headers)
  expect(headers.get('list-unsubscribe')).toBe('<https://x.example/stop/abc>')
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(headers.get('auto-submitted')).toBe('auto-generated')
})

test('an address that does not exist is given up, one that is busy is tried later', async () => {
  const email = await emailFor(ctx)
  expect(await email.send(mail('weg@bounce.example'))).toMatchObject({ then: 'give-up', code: 550 })
  expect(await email.send(mail('druk@later.example'))).toMatchObject({ then: 'retry', code: 451 })
})

test('a mail whose answer was lost is unknown, and is not sent a second time', async () => {
  const rude = await openRudeMailServer()
  const email = openSmtp({ ...mailSettings(), username: '', port: rude.port })
  expect(await email.send(mail('sanne@post.example'))).toMatchObject({ kind: 'unknown' })
  expect(rude.mails()).toBe(1)
  await email.close()
  await rude.stop()
  const nobody = openSmtp({ ...mailSettings(), port: 1 })
  expect(await nobody.send(mail('sanne@post.example'))).toMatchObject({ kind: 'refused', then: 'retry' })
  await nobody.close()
})

test('keys are kept when they are left out, and a page never gets them', async () => {
  const before = await requireChannel(ctx, 'sms')
  await saveSms(ctx, { isSimulator: true, apiBaseUrl: simulator.url, sender: '+31201234568' })
  const after = await requireChannel(ctx, 'sms')
  expect(after.secretSealed).toEqual(before.secretSealed)
  expect(smsCallbackUrls(after)).toEqual(smsCallbackUrls(before))
  expect(await findChannelByWebhookKey(ctx, after.webhookKey)).toEqual(after)
  const view = await getChannel(ctx, 'sms')
  expect(view).toMatchObject({ hasSecret: true, settings: { sender: '+31201234568' } })
  expect(JSON.stringify(view)).not.toMatch(/sealed/i)
})

test.each([
  ['mail crosses no network unsealed', { host: 'mail.example', security: 'none' as const }],
  ['the sender is an address', { fromAddress: 'winkel' }],
])('%s', async (_what, change) => {
  await expect(saveEmail(ctx, { ...mailSettings(), ...change })).rejects.toThrow()
})

test('the first time SMS needs its token', async () => {
  const world = await makeWorld(database.db)
  const settings = { isSimulator: true, apiBaseUrl: simulator.url, sender: 'Fietserij' }
  await expect(saveSms(await world.at(now), settings)).rejects.toMatchObject({ code: 'invalid-input' })
})
