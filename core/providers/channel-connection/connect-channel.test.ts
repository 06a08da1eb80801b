import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../../brands/scope'
import { startTestSimulator, type TestSimulator } from '../../dispatch/testing-stage'
import { makeWorld, type World } from '../../policy/testing-world'
import { closeChannels } from '../channel-registry'
import { disconnectChannel, findChannel, getChannel } from '../channels'
import { checkEmail } from './check-email'
import { connectEmail, connectSms, testSms } from './connect-channel'
import { sendTestEmail, sendTestSms } from './send-test'
import { connectSimulatorEmail } from './simulator-channel'

const now = new Date('2026-11-22T10:00:00Z')
const productToken = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

let database: TestDatabase
let simulator: TestSimulator
let smtpPort: number
let world: World
let owner: BrandContext

beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  simulator = await startTestSimulator()
  smtpPort = z.object({ smtpPort: z.number() }).parse(await simulator.control('GET', '/health')).smtpPort
  process.env.SIMULATOR_URL = simulator.url
  process.env.SIMULATOR_SMTP_PORT = String(smtpPort)
  await simulator.control('PUT', `/cm/accounts/${productToken}`, { name: 'Fietserij Noord' })
  world = await makeWorld(database.db)
  owner = await world.as('owner', now)
})

afterAll(async () => {
  await closeChannels()
  await simulator.stop()
  await database.drop()
})

const states = (verdicts: { step: string; state: string; code: string }[]) =>
  Object.fromEntries(verdicts.map(({ step, state, code }) => [step, `${state} ${code}`]))

describe('SMS', () => {
  const sms = { isSimulator: true, sender: '+31201234567', productToken }

  test('a token that CM.com does not know is named as the step that is wrong, and nothing is kept', async () => {
    const wrong = { ...sms, productToken: productToken.replace('3f', '4f') }
    expect(states((await testSms(owner, wrong)).verdicts)).toMatchObject({
      token: 'failed cm-refused',
      sender: 'ok number',
    })
    expect(await connectSms(owner, wrong)).toMatchObject({ isSaved: false })
    expect(await getChannel(owner, 'sms')).toBeUndefined()
  })

  test('what was not right is kept when staff say so, sealed', async () => {
    const kept = await connectSms(owner, { ...sms, saveAnyway: true })
    expect(kept.isSaved).toBe(true)
    expect(states(kept.verdicts)).toMatchObject({ token: 'ok cm-taken' })
    const row = await findChannel(owner, 'sms')
    expect(row?.secretSealed?.toString('latin1')).not.toContain(productToken)
  })

  test('a token left empty stays, and is never sent to another than whom it is of', async () => {
    expect(
      await connectSms(owner, { ...sms, sender: 'Fietserij', productToken: '', saveAnyway: true }),
    ).toMatchObject({
      isSaved: true,
    })
    await expect(testSms(owner, { ...sms, isSimulator: false, productToken: '' })).rejects.toMatchObject({
      code: 'secret-missing',
    })
  })

  test('a test arrives on the phone of who asked, and not without the right', async () => {
    await connectSms(owner, { ...sms, saveAnyway: true })
    expect(await sendTestSms(owner, { to: '06 5550 0133', locale: 'nl' })).toEqual({
      kind: 'accepted',
      reason: '',
      to: '+31655500133',
    })
    expect(await simulator.control('GET', '/sms?to=31655500133')).toMatchObject({
      sms: [{ text: expect.stringContaining('testbericht van Fietserij Noord') }],
    })
    await expect(sendTestSms(owner, { to: '12', locale: 'nl' })).rejects.toMatchObject({ field: 'to' })
    const viewer = await world.as('viewer', now)
    await expect(sendTestSms(viewer, { to: '06 5550 0133', locale: 'nl' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('disconnected, its keys are gone', async () => {
    await expect(
      disconnectChannel(await world.as('marketer', now), { channel: 'sms' }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await disconnectChannel(owner, { channel: 'sms' })
    expect(await findChannel(owner, 'sms')).toBeUndefined()
    await expect(sendTestSms(owner, { to: '06 5550 0133', locale: 'nl' })).rejects.toMatchObject({
      code: 'no-sms-account',
    })
  })
})

describe('e-mail', () => {
  const mail = () => ({
    host: '127.0.0.1',
    port: smtpPort,
    security: 'none' as const,
    username: 'winkel',
    password: 'geheim',
    fromAddress: 'winkel@fietserijnoord.example',
    fromName: 'Fietserij Noord',
  })

  test('each step that can go wrong has its own verdict', async () => {
    expect(states(await checkEmail(mail()))).toEqual({
      server: 'ok answers',
      seal: 'warning none',
      'sign-in': 'ok taken',
      sender: 'skipped first-mail',
    })
    expect(states(await checkEmail({ ...mail(), port: 1 })).server).toBe('failed unreachable')
    expect(states(await checkEmail({ ...mail(), host: 'nowhere.invalid' })).server).toBe(
      'failed no-such-host',
    )
    expect(states(await checkEmail({ ...mail(), security: 'starttls' }))).toMatchObject({
      server: 'ok answers',
      seal: 'failed no-starttls',
      'sign-in': 'skipped earlier-first',
    })
    expect(states(await checkEmail({ ...mail(), security: 'tls' })).seal).toBe('failed other-kind')
  })

  test('a password that is refused is the fault of signing in, not of the server', async () => {
    const strict = createServer((socket) => {
      socket.write('220 strict\r\n')
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        const text = chunk.toString()
        if (/^EHLO/i.test(text)) socket.write('250-strict\r\n250 AUTH PLAIN\r\n')
        else if (/^AUTH/i.test(text)) socket.write('535 5.7.8 no\r\n')
        else socket.write('250 ok\r\n')
      })
    })
    await new Promise<void>((resolve) => strict.listen(0, '127.0.0.1', resolve))
    const { port } = strict.address() as { port: number }
    expect(states(await checkEmail({ ...mail(), port }))).toMatchObject({
      server: 'ok answers',
      'sign-in': 'failed refused',
    })
    await new Promise((resolve) => strict.close(resolve))
  })

  test('the test mail reaches the address that its owner signs in with', async () => {
    expect(await connectEmail(owner, mail())).toMatchObject({ isSaved: true })
    const sent = await sendTestEmail(owner, { locale: 'en' })
    expect(sent.kind).toBe('accepted')
    expect(await simulator.control('GET', `/mails?to=${encodeURIComponent(sent.to)}`)).toMatchObject({
      mails: [{ subject: 'Test message from Fietserij Noord' }],
    })
  })

  test('a kept password goes to no other server than its own', async () => {
    await expect(connectEmail(owner, { ...mail(), host: 'localhost', password: '' })).rejects.toMatchObject({
      code: 'secret-missing',
    })
    expect(await connectEmail(owner, { ...mail(), fromName: 'Noord', password: '' })).toMatchObject({
      isSaved: true,
    })
  })

  test('mail crosses no network unsealed, said beside its field', async () => {
    await expect(connectEmail(owner, { ...mail(), host: 'mail.example' })).rejects.toMatchObject({
      code: 'mail-unsealed',
      field: 'security',
    })
  })

  test('the simulator takes over by one act', async () => {
    expect(await connectSimulatorEmail(owner)).toMatchObject({ isSaved: true })
    expect(await getChannel(owner, 'email')).toMatchObject({ isSimulator: true, hasSecret: true })
  })
})
