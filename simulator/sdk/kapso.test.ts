import { buildTemplateSendPayload, GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api'
import { normalizeWebhook, verifySignature } from '@kapso/whatsapp-cloud-api/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appSecret, numberId, offer, stage, token, verifyToken, wabaId } from '../testing/stage'
import { listen } from './listen'

type Webhook = ReturnType<typeof normalizeWebhook>

let simulator: Awaited<ReturnType<typeof stage>>
let hook: Awaited<ReturnType<typeof listen>>
let client: WhatsAppClient
const heard: Webhook[] = []
let refused = 0

beforeAll(async () => {
  simulator = await stage()
  hook = await listen({
    get: (query) =>
      query.get('hub.verify_token') === verifyToken
        ? { status: 200, text: query.get('hub.challenge') ?? '' }
        : { status: 403, text: '' },
    post: async (rawBody, signatureHeader) => {
      if (!verifySignature({ appSecret, rawBody, ...(signatureHeader && { signatureHeader }) })) {
        refused += 1
        return { status: 401, text: '' }
      }
      heard.push(normalizeWebhook(JSON.parse(rawBody.toString())))
      return { status: 200, text: '' }
    },
  })
  // The address is the only thing that differs from talking to Meta.
  client = new WhatsAppClient({ accessToken: token, baseUrl: simulator.base, graphVersion: 'v24.0' })
  await simulator.putAccount()
  await simulator.putTemplates(offer)
  await simulator.call('POST', '/control/behaviour', { preset: 'prompt' })
  await simulator.subscribe(hook.url)
})
afterAll(async () => {
  await simulator.close()
  await hook.close()
})

const person = '+31655500150'
const to = { phoneNumberId: numberId, to: person }
const messages = () => heard.flatMap((webhook) => webhook.messages)
const statuses = () => heard.flatMap((webhook) => webhook.statuses)
const byHand = (body: object) => simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, body)

describe('@kapso/whatsapp-cloud-api', () => {
  it('sends a template and follows it to the second tick', async () => {
    type Sent = Parameters<typeof client.messages.sendTemplate>[0]['template']
    const template = buildTemplateSendPayload({
      name: 'lichten_aan',
      language: 'nl',
      body: [{ type: 'text', text: 'Sanne', parameterName: 'first_name' }],
      buttons: [
        { type: 'button', subType: 'url', index: 0, parameters: [{ type: 'text', text: 'abc' }] },
        {
          type: 'button',
          subType: 'quick_reply',
          index: 1,
          parameters: [{ type: 'payload', payload: 'OUT' }],
        },
      ],
    })
    const answer = await client.messages.sendTemplate({ ...to, template: template as Sent })
    const id = answer.messages[0]?.id
    expect(answer.messages[0]).toMatchObject({ messageStatus: 'accepted' })
    await expect
      .poll(() =>
        statuses()
          .filter((status) => status.id === id)
          .map((status) => status.status),
      )
      .toEqual(['sent', 'delivered', 'read'])
    expect(statuses()[0]).toMatchObject({ pricing: { pricingModel: 'PMP', category: 'marketing' } })
  })

  it('checks the signature of what a person writes, whatever letters are in it', async () => {
    await byHand({
      example: 'text',
      from: person,
      change: { messages: { 0: { text: { body: 'Één ☃, 50%/maand' } } } },
    })
    await expect.poll(messages).toHaveLength(1)
    expect(messages()[0]).toMatchObject({
      from: '31655500150',
      type: 'text',
      text: { body: 'Één ☃, 50%/maand' },
      kapso: { direction: 'inbound' },
    })
    expect(heard.find((webhook) => webhook.messages.length > 0)).toMatchObject({
      phoneNumberId: numberId,
      displayPhoneNumber: '31201234567',
    })
    expect(refused).toBe(0)
  })

  it('sends text, buttons, a list, a link and a flow in the open window', async () => {
    await client.messages.sendText({ ...to, body: 'Dag' })
    await client.messages.sendInteractiveButtons({
      ...to,
      bodyText: 'Kies',
      buttons: [
        { id: 'yes', title: 'Ja' },
        { id: 'no', title: 'Nee' },
      ],
    })
    await client.messages.sendInteractiveList({
      ...to,
      bodyText: 'Kies',
      buttonText: 'Opties',
      sections: [{ title: 'Een', rows: [{ id: 'r1', title: 'Aanbiedingen', description: 'Eén per week' }] }],
    })
    await client.messages.sendInteractiveCtaUrl({
      ...to,
      bodyText: 'Beheer je keuzes',
      parameters: { displayText: 'Voorkeuren', url: 'https://x.example/p' },
    })
    await client.messages.sendInteractiveFlow({
      ...to,
      bodyText: 'Aanmelden',
      parameters: {
        flowId: '1',
        flowCta: 'Start',
        flowToken: 't',
        flowAction: 'navigate',
        flowActionPayload: { screen: 'FIRST' },
      },
    })
    await client.messages.sendLocation({
      ...to,
      location: { latitude: 52.39, longitude: 4.92, name: 'Werkplaats', address: 'Meeuwenlaan 112' },
    })
    const kept = (await simulator.call('GET', '/control/messages?to=31655500150')).body.messages
    type Kept = { direction: string; type: string }
    expect(
      kept.filter((message: Kept) => message.direction === 'out').map((message: Kept) => message.type),
    ).toEqual(['template', 'text', 'interactive', 'interactive', 'interactive', 'interactive', 'location'])
  })

  it('uploads a picture, sends it and gets it back', async () => {
    const file = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])
    const { id } = await client.media.upload({
      phoneNumberId: numberId,
      type: 'image/png',
      file,
      fileName: 'a.png',
    })
    await client.messages.sendImage({ ...to, image: { id, caption: 'Kijk' } })
    const back = await client.media.download({ mediaId: id, auth: 'always' })
    expect(new Uint8Array(back as ArrayBuffer)).toEqual(file)
    expect(await client.media.delete({ mediaId: id })).toEqual({ success: true })
    await expect(client.media.get({ mediaId: id })).rejects.toBeInstanceOf(GraphApiError)
  })

  it('lists, creates and deletes templates', async () => {
    const created = await client.templates.create({
      businessAccountId: wabaId,
      name: 'kapso_test',
      language: 'nl',
      category: 'UTILITY',
      parameterFormat: 'POSITIONAL',
      components: [{ type: 'BODY', text: 'Dag {{1}}, tot gauw.', example: { bodyText: [['Jan']] } }],
    })
    expect(created).toMatchObject({ status: 'PENDING', category: 'UTILITY' })
    const page = await client.templates.list({ businessAccountId: wabaId, limit: 1 })
    expect(page.data).toMatchObject([{ name: 'lichten_aan', status: 'APPROVED' }])
    const after = page.paging?.cursors?.after
    const next = await client.templates.list({ businessAccountId: wabaId, limit: 1, ...(after && { after }) })
    expect(next.data).toMatchObject([{ name: 'kapso_test', parameterFormat: 'POSITIONAL' }])
    expect(await client.templates.delete({ businessAccountId: wabaId, name: 'kapso_test' })).toEqual({
      success: true,
    })
  })

  it('understands refusals: what to do follows from the code', async () => {
    const outside = client.messages.sendText({ ...to, to: '+31655500151', body: 'Dag' })
    await expect(outside).rejects.toMatchObject({
      code: 131047,
      category: 'reengagementWindow',
      httpStatus: 400,
    })
    const unknown = client.messages.sendTemplate({
      ...to,
      template: { name: 'weg', language: { code: 'nl' } },
    })
    await expect(unknown).rejects.toMatchObject({ code: 132001, category: 'template', httpStatus: 404 })
    const stranger = new WhatsAppClient({ accessToken: 'x', baseUrl: simulator.base, graphVersion: 'v24.0' })
    const denied = await stranger.messages
      .sendText({ ...to, body: 'Dag' })
      .catch((error: GraphApiError) => error)
    expect((denied as GraphApiError).requiresTokenRefresh()).toBe(true)
  })

  it('reads the answers of people: buttons, lists, forms and statuses that failed', async () => {
    for (const example of [
      'button',
      'button_reply',
      'list_reply',
      'nfm_reply',
      'order',
      'image',
      'reaction',
    ]) {
      await byHand({ example, from: person })
    }
    await byHand({ example: 'failed_stopped', from: person, opaque: 'cmp:1' })
    await expect
      // Other statuses, of messages before it, may come after.
      .poll(() => statuses().find(({ status }) => status === 'failed'))
      .toMatchObject({
        status: 'failed',
        bizOpaqueCallbackData: 'cmp:1',
        errors: [{ code: 131050 }],
      })
    await expect
      .poll(() =>
        messages()
          .map((message) => message.type)
          .slice(1),
      )
      .toEqual(['button', 'interactive', 'interactive', 'interactive', 'order', 'image', 'reaction'])
    const [, button, , , flow, order] = messages()
    expect(button).toMatchObject({ button: { payload: 'OPTOUT:MARKETING', text: 'Stop aanbiedingen' } })
    expect(flow).toMatchObject({ kapso: { flowResponse: { firstName: 'Sanne' } } })
    expect(order).toMatchObject({ kapso: { orderText: 'Kan het morgen?' } })
    expect(refused).toBe(0)
  })
})
