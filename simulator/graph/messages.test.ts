import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numberId, offer, offerTo, stage, wabaId } from '../testing/stage'

let simulator: Awaited<ReturnType<typeof stage>>

beforeAll(async () => {
  simulator = await stage()
  await simulator.putAccount()
  await simulator.putTemplates(
    offer,
    { ...offer, name: 'rust', status: 'PAUSED' },
    { ...offer, name: 'weg', status: 'DISABLED' },
    { ...offer, name: 'nog_niet', status: 'PENDING' },
  )
})
afterAll(() => simulator.close())

const person = '+31655500199'

describe('sending', () => {
  it('accepts a template and answers in the documented shape', async () => {
    const answer = await simulator.send(offerTo(person))
    expect(answer).toEqual({
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        contacts: [{ input: person, wa_id: '31655500199' }],
        messages: [{ id: expect.stringMatching(/^wamid\.[\w-]+$/), message_status: 'accepted' }],
      },
    })
  })

  it.each([
    ['an unknown template', offerTo(person, { name: 'bestaat_niet' }), 404, 132001],
    ['an unknown language', offerTo(person, { language: { code: 'de' } }), 404, 132001],
    ['a template in review', offerTo(person, { name: 'nog_niet' }), 404, 132001],
    ['a paused template', offerTo(person, { name: 'rust' }), 400, 132015],
    ['a disabled template', offerTo(person, { name: 'weg' }), 400, 132016],
    ['too few parameters', offerTo(person, { components: [] }), 400, 132000],
    [
      'a value with a new line',
      offerTo(person, {
        components: [
          { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'a\nb' }] },
        ],
      }),
      400,
      132008,
    ],
    [
      'a wrong parameter name',
      offerTo(person, {
        components: [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'name', text: 'a' }] }],
      }),
      400,
      132012,
    ],
    [
      'a link button without its value',
      offerTo(person, {
        components: [
          { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'a' }] },
        ],
      }),
      400,
      131008,
    ],
    ['no recipient', { type: 'text', text: { body: 'x' } }, 400, 131008],
    ['a recipient that is no number', { to: '12', type: 'text', text: { body: 'x' } }, 400, 131009],
    ['itself', { to: '+31201234567', type: 'text', text: { body: 'x' } }, 400, 131021],
    ['a type it does not know', { to: person, type: 'poll', poll: {} }, 400, 131051],
    ['free text outside the window', { to: '+31655500198', type: 'text', text: { body: 'x' } }, 400, 131047],
    ['a text without body', { to: person, type: 'text', text: {} }, 400, 131008],
    ['a text that is too long', { to: person, type: 'text', text: { body: 'x'.repeat(4097) } }, 400, 131009],
  ])('refuses %s', async (_what, message, status, code) => {
    const answer = await simulator.send(message)
    expect(answer.status).toBe(status)
    expect(answer.body.error).toMatchObject({
      code,
      type: 'OAuthException',
      message: expect.stringContaining(`(#${code})`),
      error_data: { messaging_product: 'whatsapp', details: expect.any(String) },
      fbtrace_id: expect.any(String),
    })
  })

  it('refuses a wrong token with 190 and HTTP 401', async () => {
    const answer = await simulator.graph('POST', `${numberId}/messages`, {}, 'wrong')
    expect(answer.status).toBe(401)
    expect(answer.body.error).toMatchObject({ code: 190, type: 'OAuthException' })
  })

  it('refuses an unknown number with 33, and a body that is not for WhatsApp with 100', async () => {
    expect((await simulator.graph('POST', '999/messages', {})).body.error.code).toBe(33)
    expect((await simulator.graph('POST', `${numberId}/messages`, { to: person })).body.error.code).toBe(100)
  })

  it('sends free text and buttons for 24 hours after the person wrote, and marks as read', async () => {
    await simulator.call('POST', '/control/phones', { number: person, name: 'Sanne' })
    const written = await simulator.call('POST', '/phone/phones/31655500199/acts', {
      act: 'write',
      business: numberId,
      text: 'Hallo',
    })
    const text = await simulator.send({ to: person, type: 'text', text: { body: 'Dag' } })
    expect(text.status).toBe(200)
    expect(text.body.messages[0]).not.toHaveProperty('message_status')
    const buttons = (titles: string[]) => ({
      to: person,
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'Kies' },
        action: { buttons: titles.map((title) => ({ type: 'reply', reply: { id: title, title } })) },
      },
    })
    expect((await simulator.send(buttons(['Ja', 'Nee']))).status).toBe(200)
    expect((await simulator.send(buttons(['1', '2', '3', '4']))).body.error.code).toBe(131009)
    const read = await simulator.send({ status: 'read', message_id: written.body.id })
    expect(read).toEqual({ status: 200, body: { success: true } })
    const seen = await simulator.call('GET', '/control/messages?to=%2B31655500199')
    expect(seen.body.messages.find((message: { id: string }) => message.id === written.body.id).status).toBe(
      'read',
    )
  })

  it('answers every v2x version', async () => {
    const response = await fetch(`${simulator.base}/v23.0/${wabaId}`)
    expect(response.status).toBe(401)
  })

  it('loses the answer after accepting when asked to', async () => {
    await simulator.call('POST', '/control/faults', { loseAnswer: true })
    await expect(simulator.send(offerTo('+31655500177'))).rejects.toThrow()
    await simulator.call('POST', '/control/faults', { loseAnswer: false })
    const seen = await simulator.call('GET', '/control/messages?to=%2B31655500177')
    expect(seen.body.messages).toHaveLength(1)
  })
})
