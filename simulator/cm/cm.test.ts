import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Callback, openCallback } from '../testing/callback'
import { numberId, stage } from '../testing/stage'
import { smsParts } from './sms-parts'

const productToken = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const business = '31201234567'
const person = '31655500101'
const reference = '0192f3c4a1b27c3d8e4f5061728394a5'

type Stage = Awaited<ReturnType<typeof stage>>
let here: Stage
let callback: Callback

beforeAll(async () => {
  callback = await openCallback()
})
afterAll(() => callback.stop())

beforeEach(async () => {
  here = await stage()
  callback.taken.length = 0
  callback.refuse = undefined
  callback.refused = 0
  await here.putAccount()
  await here.putTemplates({
    name: 'lichten_aan',
    language: 'nl',
    category: 'MARKETING',
    parameter_format: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: 'Hoi {{first_name}}, doen je lampen het nog?',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Sanne' }] },
      },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop aanbiedingen' }] },
    ],
  })
  await here.call('POST', '/control/phones', { number: person, name: 'Sanne' })
  await connect()
})
afterEach(() => here.close())

const connect = (change: Record<string, unknown> = {}) =>
  here.call('PUT', `/control/cm/accounts/${productToken}`, {
    name: 'Fietserij Noord',
    whatsappNumber: business,
    namespace: 'b2c3_space',
    statusesUrl: `${callback.url}/statuses`,
    messagesUrl: `${callback.url}/messages`,
    ...change,
  })

const send = (messages: unknown, headers: Record<string, string> = { 'x-cm-producttoken': productToken }) =>
  here.call('POST', '/v1.0/message', messages, headers)

const entry = (change: Record<string, unknown> = {}) => ({
  from: '0031201234567',
  to: [{ number: '0031655500101' }],
  body: { type: 'auto', content: 'Hoi Sanne' },
  reference,
  ...change,
})
const one = (change: Record<string, unknown> = {}) => ({ messages: { msg: [entry(change)] } })

const template = (change: Record<string, unknown> = {}) => ({
  allowedChannels: ['WhatsApp'],
  richContent: {
    conversation: [
      {
        template: {
          whatsapp: {
            namespace: 'b2c3_space',
            element_name: 'lichten_aan',
            language: { policy: 'deterministic', code: 'nl' },
            components: [
              { type: 'body', parameters: [{ type: 'text', text: 'Sanne' }] },
              {
                type: 'button',
                sub_type: 'quick_reply',
                index: 0,
                parameters: [{ type: 'payload', payload: 'OPTOUT:acties' }],
              },
            ],
            ...change,
          },
        },
      },
    ],
  },
})

type Report = { messages: { msg: { reference: string; to: string; status: Record<string, string> } } }
const reports = () =>
  callback.taken.filter(({ path }) => path === '/statuses').map(({ body }) => (body as Report).messages.msg)
const incoming = () => callback.taken.filter(({ path }) => path === '/messages').map(({ body }) => body)

describe('what the gateway checks', () => {
  test('a known token is let in by header or by body, and nobody without one', async () => {
    expect(await send(one())).toMatchObject({ status: 200, body: { errorCode: 0 } })
    const inBody = { messages: { authentication: { producttoken: productToken }, msg: [entry()] } }
    expect(await send(inBody, {})).toMatchObject({ status: 200, body: { errorCode: 0 } })
    expect(await send(one(), {})).toMatchObject({ status: 401, body: { errorCode: 101 } })
    expect(await send(one(), { 'x-cm-producttoken': 'no-guid' })).toMatchObject({ body: { errorCode: 103 } })
    const stranger = { 'x-cm-producttoken': productToken.replace('3f', '4f') }
    expect(await send(one(), stranger)).toMatchObject({ status: 401, body: { errorCode: 101 } })
  })

  test.each([
    [301, { from: 'A name that is too long' }],
    [302, { to: [] }],
    [303, { to: [{ number: '12' }] }],
    [304, { body: { type: 'auto', content: '' } }],
    [305, { reference: '0192f3c4-a1b2-7c3d-8e4f-5061728394a5' }],
    [305, { allowedChannels: ['Pigeon'] }],
    [401, { body: { type: 'auto', content: 'Casino bonus' } }],
  ])('a message is refused with %i: %o', async (code, change) => {
    const answer = await send(one(change))
    expect(answer).toMatchObject({ status: 400, body: { errorCode: 201, details: 'Created 0 message(s)' } })
    expect(answer.body.messages[0]).toMatchObject({ status: 'Rejected', messageErrorCode: code, parts: 0 })
  })

  test('of several messages the good ones go out, and the answer speaks of each', async () => {
    const answer = await send({ messages: { msg: [entry(), entry({ to: [{ number: 'x' }] })] } })
    expect(answer).toMatchObject({ status: 200, body: { errorCode: 201, details: 'Created 1 message(s)' } })
    expect(answer.body.messages).toEqual([
      {
        to: '0031655500101',
        status: 'Accepted',
        reference,
        parts: 1,
        messageDetails: null,
        messageErrorCode: 0,
      },
      expect.objectContaining({ status: 'Rejected', messageErrorCode: 303 }),
    ])
  })

  test('an empty request is 203, an empty balance 102, a number on the block list 402', async () => {
    expect(await send({ messages: { msg: [] } })).toMatchObject({ status: 400, body: { errorCode: 203 } })
    expect(await send({ message: 1 })).toMatchObject({ status: 400, body: { errorCode: 202 } })
    await connect({ balance: 1 })
    expect((await send(one())).body.messages[0].messageErrorCode).toBe(0)
    expect((await send(one())).body.messages[0].messageErrorCode).toBe(102)
    await connect()
    await here.call('PUT', `/control/cm/blocked/${person}`, { blocked: true })
    expect((await send(one())).body.messages[0].messageErrorCode).toBe(402)
  })
})

describe('SMS', () => {
  test('arrives on the phone, is reported as delivered, and STOP comes back as an incoming message', async () => {
    await send(one())
    await callback.until(() => reports().length === 1)
    expect(reports()[0]).toMatchObject({
      reference,
      to: `00${person}`,
      status: { code: '2', errorCode: '', errorDescription: 'Delivered' },
    })
    const { body } = await here.call('GET', `/control/sms?to=${person}`)
    expect(body.sms).toMatchObject([
      { direction: 'out', text: 'Hoi Sanne', status: 'delivered', sender: business },
    ])

    await here.call('POST', `/phone/phones/${person}/acts`, { act: 'sms', sender: business, text: 'STOP' })
    await callback.until(() => incoming().length === 1)
    expect(incoming()[0]).toMatchObject({
      channel: 'SMS',
      from: { number: `+${person}` },
      to: { number: `00${business}` },
      message: { text: 'STOP' },
    })
    expect(incoming()[0]?.['timeUtc']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  })

  test('a sender that is a name cannot be answered', async () => {
    await send(one({ from: 'Fietserij' }))
    await callback.until(() => reports().length === 1)
    const answer = await here.call('POST', `/phone/phones/${person}/acts`, {
      act: 'sms',
      sender: 'Fietserij',
      text: 'STOP',
    })
    expect(answer).toMatchObject({ status: 409, body: { problem: 'noReply' } })
  })

  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    [`${'a'.repeat(158)}€`, 1],
    [`${'a'.repeat(159)}€`, 2],
    ['ć'.repeat(70), 1],
    ['ć'.repeat(71), 2],
    ['😀'.repeat(35), 1],
  ])('a text counts its parts as the GSM alphabet does', (text, parts) => expect(smsParts(text)).toBe(parts))
})

describe('WhatsApp', () => {
  test('a template is filled by place, and what the person does comes back as reports and a message', async () => {
    expect((await send(one(template()))).body).toMatchObject({ errorCode: 0 })
    await callback.until(() => reports().length === 2)
    expect(reports().map(({ status }) => status['code'])).toEqual(['0', '2'])
    const phone = await here.call('GET', `/phone/phones/${person}`)
    const [message] = phone.body.chats[0].messages
    expect(message.content.body).toBe('Hoi Sanne, doen je lampen het nog?')

    await here.call('POST', `/phone/phones/${person}/acts`, { act: 'look', business: numberId })
    await here.call('POST', `/phone/phones/${person}/acts`, { act: 'press', message: message.id, index: 0 })
    await callback.until(() => reports().length === 3 && incoming().length === 1)
    expect(reports()[2]?.status['code']).toBe('4')
    expect(incoming()[0]).toMatchObject({
      channel: 'WhatsApp',
      messageContext: message.id,
      from: { number: `+${person}`, name: 'Sanne' },
      message: { text: 'Stop aanbiedingen', custom: { button: { payload: 'OPTOUT:acties' } } },
    })
  })

  test.each([
    ['a namespace of somebody else', template({ namespace: 'other' }), '132001'],
    ['a template that is not there', template({ element_name: 'weg' }), '132001'],
    ['a missing parameter', template({ components: [] }), '132000'],
    [
      'a free text outside the service window',
      { allowedChannels: ['WhatsApp'], richContent: { conversation: [{ text: 'Hoi' }] } },
      '131047',
    ],
  ])('%s is accepted and then reported as failed', async (_what, change, code) => {
    expect((await send(one(change))).body).toMatchObject({ errorCode: 0 })
    await callback.until(() => reports().length === 1)
    expect(reports()[0]?.status).toMatchObject({ code: '3', errorCode: code })
  })

  test('inside the window a text and buttons arrive', async () => {
    await here.call('POST', `/phone/phones/${person}/acts`, { act: 'write', business: numberId, text: 'Hoi' })
    const buttons = [{ type: 'reply', reply: { id: 'yes', title: 'Ja, graag' } }]
    const interactive = { type: 'button', body: { text: 'Kies' }, action: { buttons } }
    await send(
      one({
        allowedChannels: ['WhatsApp'],
        richContent: { conversation: [{ text: 'Dag' }, { interactive }] },
      }),
    )
    await callback.until(() => reports().filter(({ status }) => status['code'] === '2').length === 2)
    const phone = await here.call('GET', `/phone/phones/${person}`)
    const bodies = phone.body.chats[0].messages.map(
      (message: { content: { body: string } }) => message.content.body,
    )
    expect(bodies).toEqual(['Hoi', 'Dag', 'Kies'])
  })

  test('where WhatsApp is not the sender’s, SMS is what a message falls back to', async () => {
    await send(one({ from: 'Fietserij', allowedChannels: ['WhatsApp', 'SMS'] }))
    await callback.until(() => reports().length === 1)
    expect((await here.call('GET', `/control/sms?to=${person}`)).body.sms).toHaveLength(1)
    const alone = await send(one({ from: 'Fietserij', allowedChannels: ['WhatsApp'] }))
    expect(alone.body.messages[0].messageErrorCode).toBe(301)
  })
})

describe('callbacks', () => {
  test('what is not answered with success waits, also over a restart, and comes when the other side is back', async () => {
    callback.refuse = 500
    await send(one())
    await callback.until(() => callback.refused >= 1)
    const dataDir = here.dataDir
    await here.close({ keep: true })
    callback.refuse = undefined
    here = await stage({ dataDir })
    // Five minutes on CM.com's clock; an outage that ends tries at once.
    await here.call('POST', '/control/faults', { webhookOutageMs: 0 })
    await callback.until(() => reports().length === 1)
    expect(reports()[0]).toMatchObject({ reference })
  })

  test('without an address nobody is told, and nothing waits', async () => {
    await connect({ statusesUrl: null, messagesUrl: null })
    await send(one(template()))
    const { body } = await here.call('GET', '/control/health')
    expect(body.queuedWebhooks).toBe(0)
  })
})
