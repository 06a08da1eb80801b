import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callback, offer, offerTo, stage, wabaId } from '../testing/stage'
import { errorCodes } from './error-codes'

let simulator: Awaited<ReturnType<typeof stage>>
let hook: Awaited<ReturnType<typeof callback>>

beforeAll(async () => {
  simulator = await stage()
  hook = await callback()
  await simulator.putAccount()
  await simulator.putTemplates(offer, {
    ...{ name: 'code', language: 'nl', category: 'AUTHENTICATION' },
    components: [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] }],
  })
  await simulator.subscribe(hook.url)
})
afterAll(async () => {
  await simulator.close()
  await hook.close()
})
beforeEach(async () => {
  await simulator.call('POST', '/control/faults', { refuseSends: null, failMessages: null })
})

let nth = 0
const anybody = () => {
  nth += 1
  return `+316555${String(30_000 + nth)}`
}
const standing = (change: object) => simulator.call('PATCH', `/control/accounts/${wabaId}`, change)
const send = async (to = anybody()) => {
  const { status, body } = await simulator.send(offerTo(to))
  return status === 200 ? 200 : body.error.code
}
const code = (recipient: object) => ({
  ...recipient,
  type: 'template',
  template: {
    ...{ name: 'code', language: { code: 'nl' } },
    components: [
      { type: 'body', parameters: [{ type: 'text', text: '123456' }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '123456' }] },
    ],
  },
})

describe('every code of the platform', () => {
  it.each(Object.entries(errorCodes).map(([known, { http }]) => [Number(known), http] as const))(
    '%i can be had as the refusal of a send, with its status %i',
    async (known, http) => {
      await simulator.call('POST', '/control/faults', { refuseSends: { code: known } })
      const { status, body } = await simulator.send(offerTo(anybody()))
      expect([status, body.error.code]).toEqual([http, known])
    },
  )

  it('can be had as the failure of a message that was accepted', async () => {
    await simulator.call('POST', '/control/faults', { failMessages: { code: 131053 } })
    const { body } = await simulator.send(offerTo(anybody()))
    const failed = () =>
      hook.statuses().find(({ id, status }) => id === body.messages[0].id && status === 'failed')
    await expect.poll(failed).toMatchObject({ errors: [{ code: 131053, title: 'Media upload error' }] })
  })

  it('meets the share of messages that was asked for, and is refused where nobody documented it', async () => {
    await simulator.call('POST', '/control/faults', { refuseSends: { code: 131016, share: 0.5 } })
    const answers = []
    for (let one = 0; one < 40; one += 1) answers.push(await send())
    const refused = answers.filter((answer) => answer === 131016).length
    expect(refused).toBeGreaterThan(8)
    expect(refused).toBeLessThan(32)
    const unknown = await simulator.call('POST', '/control/faults', { refuseSends: { code: 4711 } })
    expect(unknown.status).toBe(400)
  })
})

describe('what an account may not do', () => {
  it('is to write to others than the five of a test number', async () => {
    const [known, stranger] = [anybody(), anybody()]
    await standing({ testRecipients: [known.slice(1)] })
    expect([await send(known), await send(stranger)]).toEqual([200, 131030])
    await standing({ testRecipients: null })
    expect(await send(stranger)).toBe(200)
    const six = Array.from({ length: 6 }, () => anybody().slice(1))
    expect((await standing({ testRecipients: six })).status).toBe(400)
  })

  it('is to write to a country that is closed to it', async () => {
    await standing({ closedTo: ['91', '316'] })
    expect([await send('+919812345678'), await send(), await send('+491512000001')]).toEqual([
      130497, 130497, 200,
    ])
    await standing({ closedTo: [] })
  })

  it('is to send what costs money when it cannot pay, as its health says', async () => {
    const person = anybody()
    await standing({ paymentProblem: true })
    expect(await send(person)).toBe(131042)
    const { body } = await simulator.graph('GET', `${wabaId}?fields=health_status`)
    expect(body.health_status.can_send_message).toBe('BLOCKED')
    await simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, { example: 'text', from: person })
    const answer = await simulator.send({ to: person, type: 'text', text: { body: 'Hoi' } })
    expect(answer.status).toBe(200)
    await standing({ paymentProblem: false })
    expect(await send(person)).toBe(200)
  })

  it('is to send from a number of Meta’s own under a name that nobody looked at', async () => {
    await simulator.putAccount({ displayPhoneNumber: '15551234567' })
    await standing({ nameStatus: 'PENDING_REVIEW' })
    expect(await send()).toBe(131037)
    await standing({ nameStatus: 'APPROVED' })
    expect(await send()).toBe(200)
    await simulator.putAccount()
  })

  it('is to send a code to somebody whose number it does not have', async () => {
    await simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, {
      example: 'text_from_username',
      from: anybody(),
    })
    const nameless = () => hook.messages().find((message) => !('from' in message))
    await expect.poll(nameless).toBeDefined()
    const refused = await simulator.send(code({ recipient: nameless()?.['from_user_id'] }))
    expect(refused.body.error.code).toBe(131062)
    expect((await simulator.send(code({ to: anybody() }))).status).toBe(200)
  })
})
