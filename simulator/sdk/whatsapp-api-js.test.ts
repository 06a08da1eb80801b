import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WhatsAppAPI } from 'whatsapp-api-js'
import {
  ActionButtons,
  ActionCTA,
  ActionList,
  Body,
  BodyComponent,
  BodyParameter,
  Button,
  CarouselCard,
  CarouselComponent,
  CopyComponent,
  Currency,
  Document,
  FlowComponent,
  Footer,
  Header,
  HeaderComponent,
  HeaderParameter,
  Image,
  Interactive,
  ListSection,
  Location,
  LTOComponent,
  PayloadComponent,
  Reaction,
  Row,
  Template,
  Text,
  URLComponent,
} from 'whatsapp-api-js/messages'
import type { PostData } from 'whatsapp-api-js/types'
import { appSecret, numberId, stage, token, verifyToken, wabaId } from '../testing/stage'
import { listen } from './listen'

let simulator: Awaited<ReturnType<typeof stage>>
let hook: Awaited<ReturnType<typeof listen>>
let api: WhatsAppAPI

const heard: { type: string; from: string | undefined; text?: string }[] = []
const statuses: { id: string; status: string; data: string | undefined; code: number | undefined }[] = []

const templates = [
  {
    name: 'alles',
    language: 'nl',
    category: 'MARKETING',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Voor {{1}}' },
      { type: 'BODY', text: 'Dag {{1}}, het kost {{2}}.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Bekijk', url: 'https://x.example/{{1}}' },
          { type: 'QUICK_REPLY', text: 'Stop' },
        ],
      },
    ],
  },
  {
    name: 'aanbod',
    language: 'nl',
    category: 'MARKETING',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Nog even!', has_expiration: true } },
      { type: 'BODY', text: 'Dag {{1}}' },
      {
        type: 'BUTTONS',
        buttons: [{ type: 'COPY_CODE' }, { type: 'URL', text: 'Boek', url: 'https://x.example/{{1}}' }],
      },
    ],
  },
  {
    name: 'kaarten',
    language: 'nl',
    category: 'MARKETING',
    components: [
      { type: 'BODY', text: 'Kijk eens.' },
      {
        type: 'CAROUSEL',
        cards: [1, 2].map((nth) => ({
          components: [
            { type: 'HEADER', format: 'IMAGE' },
            { type: 'BODY', text: `Kaart ${nth} van {{1}}` },
            { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Meer' }] },
          ],
        })),
      },
    ],
  },
  {
    name: 'stroom',
    language: 'nl',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'LOCATION' },
      { type: 'BODY', text: 'Vul even in.' },
      { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Begin', flow_id: '1' }] },
    ],
  },
]

beforeAll(async () => {
  simulator = await stage()
  api = new WhatsAppAPI({
    token,
    appSecret,
    webhookVerifyToken: verifyToken,
    v: 'v24.0',
    ponyfill: {
      // The address is the only thing that differs from talking to Meta.
      fetch: ((url: string | URL, init?: RequestInit) =>
        fetch(String(url).replace('https://graph.facebook.com', simulator.base), init)) as typeof fetch,
    },
  })
  api.on.message = ({ message, from }) => {
    heard.push({ type: message.type, from, ...(message.type === 'text' && { text: message.text.body }) })
  }
  api.on.status = ({ id, status, error, biz_opaque_callback_data: data }) => {
    statuses.push({ id, status, data, code: error?.code })
  }
  hook = await listen({
    get: (query) => {
      try {
        return {
          status: 200,
          text: api.get(Object.fromEntries(query) as unknown as Parameters<typeof api.get>[0]),
        }
      } catch {
        return { status: 403, text: '' }
      }
    },
    post: async (raw, signature) => {
      const body = raw.toString()
      await api.post(JSON.parse(body) as PostData, body, signature ?? '')
      return { status: 200, text: '' }
    },
  })
  await simulator.putAccount()
  await simulator.putTemplates(...templates)
  await simulator.call('POST', '/control/behaviour', { preset: 'prompt', readShare: 0 })
  // This SDK reads the first change of a POST alone.
  await simulator.call('POST', '/control/faults', { webhooksPerPost: 1 })
  await simulator.subscribe(hook.url)
})
afterAll(async () => {
  await simulator.close()
  await hook.close()
})

const person = '31655500160'
const picture = () => new Image('https://x.example/a.png')
const send = (message: Parameters<WhatsAppAPI['sendMessage']>[2], data?: string) =>
  api.sendMessage(numberId, person, message, undefined, data)
const lastContent = async () => {
  const { body } = await simulator.call('GET', `/control/messages?to=${person}`)
  return body.messages.at(-1).content
}
const byHand = (body: object) => simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, body)

describe('whatsapp-api-js', () => {
  it('sends a template with header, amount and both kinds of buttons, and follows it', async () => {
    const sent = await send(
      new Template(
        'alles',
        'nl',
        new HeaderComponent(new HeaderParameter('Sanne')),
        new BodyComponent(
          new BodyParameter('Sanne'),
          new BodyParameter(new Currency(12_500, 'EUR', '€ 12,50')),
        ),
        new URLComponent('abc'),
        new PayloadComponent('OUT'),
      ),
      'cmp:42',
    )
    expect(sent).toMatchObject({ messages: [{ message_status: 'accepted' }], contacts: [{ wa_id: person }] })
    expect(await lastContent()).toMatchObject({
      header: { text: 'Voor Sanne' },
      body: 'Dag Sanne, het kost € 12,50.',
      buttons: [{ url: 'https://x.example/abc' }, { payload: 'OUT' }],
    })
    await expect.poll(() => statuses.map((one) => one.status)).toEqual(['sent', 'delivered'])
    expect(statuses[0]).toMatchObject({ data: 'cmp:42', code: undefined })
  })

  it('sends an offer, a carousel, and a form under a place', async () => {
    await send(
      new Template(
        'aanbod',
        'nl',
        new HeaderComponent(new HeaderParameter(picture())),
        new LTOComponent(1_790_000_000_000),
        new BodyComponent(new BodyParameter('Sanne')),
        new CopyComponent('CARIBE25'),
        new URLComponent('abc'),
      ),
    )
    expect(await lastContent()).toMatchObject({
      offer: { text: 'Nog even!', expires_at: 1_790_000_000_000 },
      buttons: [{ kind: 'copy', code: 'CARIBE25' }, { kind: 'url' }],
    })
    const card = (who: string) =>
      new CarouselCard(
        picture(),
        new BodyComponent(new BodyParameter(who)),
        new PayloadComponent(`more ${who}`),
      )
    await send(new Template('kaarten', 'nl', new CarouselComponent(card('Jan'), card('Piet'))))
    expect((await lastContent()).cards).toMatchObject([
      { body: 'Kaart 1 van Jan' },
      { body: 'Kaart 2 van Piet' },
    ])
    await send(
      new Template(
        'stroom',
        'nl',
        new HeaderComponent(new HeaderParameter(new Location(4.92, 52.39, 'Werkplaats', 'Meeuwenlaan'))),
        new FlowComponent('token', { k: 'v' }),
      ),
    )
    expect(await lastContent()).toMatchObject({
      header: { kind: 'location', latitude: 52.39 },
      buttons: [{ kind: 'flow', flow_token: 'token' }],
    })
  })

  it('is told what was wrong, in the platform’s own shape', async () => {
    const answer = await send(new Template('alles', 'nl', new BodyComponent(new BodyParameter('Sanne'))))
    expect(answer).toMatchObject({ error: { code: 132000, error_data: { messaging_product: 'whatsapp' } } })
    const closed = await send(new Text('Dag'))
    expect(closed).toMatchObject({ error: { code: 131047 } })
  })

  it('hears people, checking the signature over letters outside ASCII', async () => {
    await byHand({
      example: 'text',
      from: person,
      change: { messages: { 0: { text: { body: 'Één ☃ / @' } } } },
    })
    await expect.poll(() => heard).toEqual([{ type: 'text', from: person, text: 'Één ☃ / @' }])
    await byHand({ example: 'text_from_username', from: '+31655500161' })
    await expect.poll(() => heard.at(-1)?.from).toMatch(/^NL\.\d{16}$/)
    await byHand({ example: 'failed_stopped', from: person })
    await expect
      .poll(() => statuses)
      .toContainEqual(expect.objectContaining({ status: 'failed', code: 131050 }))
  })

  it('answers in the open window with text, pictures, buttons, a list and a link, and reacts', async () => {
    const messages = [
      new Text('Dag'),
      new Document('https://x.example/folder.pdf', false, 'De folder', 'folder.pdf'),
      new Interactive(
        new ActionButtons(new Button('yes', 'Ja'), new Button('no', 'Nee')),
        new Body('Kies'),
        new Header(picture()),
        new Footer('Zaak'),
      ),
      new Interactive(
        new ActionList('Opties', new ListSection('Een', new Row('r1', 'Aanbiedingen', 'Eén per week'))),
        new Body('Kies'),
      ),
      new Interactive(new ActionCTA('Voorkeuren', 'https://x.example/p'), new Body('Beheer je keuzes')),
    ]
    for (const message of messages) {
      expect(await send(message)).toMatchObject({ messages: [{ id: expect.stringMatching(/^wamid\./) }] })
    }
    expect(await lastContent()).toMatchObject({ buttons: [{ kind: 'url', text: 'Voorkeuren' }] })
    const sent = await send(new Text('Nog iets'))
    const id = 'messages' in sent ? sent.messages[0].id : ''
    expect(await send(new Reaction(id, '👍'))).toHaveProperty('messages')
    expect(await lastContent()).toMatchObject({ reaction: { message_id: id, emoji: '👍' } })
  })

  it('uploads a file, sends it by id, reads it back and removes it', async () => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array([137, 80, 78, 71])], { type: 'image/png' }), 'a.png')
    const uploaded = await api.uploadMedia(numberId, form)
    const id = 'id' in uploaded ? uploaded.id : ''
    expect(await send(new Image(id, true, 'Kijk'))).toHaveProperty('messages')
    const media = await api.retrieveMedia(id)
    const url = 'url' in media ? media.url : ''
    expect((await (await api.fetchMedia(url)).arrayBuffer()).byteLength).toBe(4)
    expect(await api.deleteMedia(id)).toEqual({ success: true })
  })

  it('makes, lists, changes and removes short links', async () => {
    const made = await api.createQR(numberId, 'AANMELDEN', 'png')
    const code = 'code' in made ? made.code : ''
    expect(made).toMatchObject({ deep_link_url: `https://wa.me/message/${code}` })
    await api.updateQR(numberId, code, 'AANMELDEN herfst')
    expect(await api.retrieveQR(numberId, code)).toMatchObject({
      data: [{ prefilled_message: 'AANMELDEN herfst' }],
    })
    expect(await api.retrieveQR(numberId)).toMatchObject({ data: [{ code }] })
    expect(await api.deleteQR(numberId, code)).toEqual({ success: true })
  })

  it('marks as read and shows that it is typing', async () => {
    await simulator.call('POST', '/control/phones', { number: '+31655500162', name: 'Sanne' })
    const { body } = await simulator.call('POST', '/phone/phones/31655500162/acts', {
      act: 'write',
      business: numberId,
      text: 'Hallo',
    })
    expect(await api.markAsRead(numberId, body.id, 'text')).toEqual({ success: true })
  })
})
