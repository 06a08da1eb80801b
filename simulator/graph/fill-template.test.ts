import { describe, expect, it } from 'vitest'
import type { Component, Template } from '../store/templates'
import type { GraphError } from './errors'
import { fillTemplate } from './fill-template'

const template = (components: Component[], change: Partial<Template> = {}): Template => ({
  seq: 1,
  id: '1',
  waba_id: '2',
  name: 'x',
  language: 'nl',
  category: 'MARKETING',
  components,
  parameter_format: 'POSITIONAL',
  status: 'APPROVED',
  quality_score: 'GREEN',
  quality_at: 0,
  rejected_reason: 'NONE',
  created_at: 0,
  previous_category: null,
  correct_category: null,
  rejection_info: null,
  ttl_seconds: null,
  edits: [],
  ...change,
})

const files: Record<string, string> = { '11': 'image/png', '12': 'video/mp4', '13': 'application/pdf' }
const findMedia = (id: string) => (files[id] ? { mime_type: files[id] } : undefined)
const fillWith = (components: Component[], sent: unknown, change: Partial<Template> = {}) =>
  fillTemplate(template(components, change), sent, findMedia)

const codeOf = (work: () => unknown): number | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    return (error as GraphError).code
  }
}

const body = (text: string): Component => ({ type: 'BODY', text })
const header = (format: string): Component[] => [{ type: 'HEADER', format }, body('Hallo')]
const buttons = (...list: NonNullable<Component['buttons']>): Component[] => [
  body('Hallo'),
  { type: 'BUTTONS', buttons: list },
]
const text = (value: string) => ({ type: 'text', text: value })
const button = (subType: string, index: number | string, ...parameters: object[]) => ({
  type: 'button',
  sub_type: subType,
  index,
  parameters,
})
const toHeader = (parameter: object) => [{ type: 'header', parameters: [parameter] }]

describe('what a person sees of a template', () => {
  it('has words, amounts and dates where the variables stood', () => {
    const content = fillWith(
      [{ type: 'HEADER', format: 'TEXT', text: 'Voor {{1}}' }, body('{{1}} betaalt {{2}} op {{3}}, {{1}}')],
      [
        { type: 'header', parameters: [text('Sanne')] },
        {
          type: 'BODY',
          parameters: [
            text('Sanne'),
            { type: 'currency', currency: { fallback_value: '€ 12,50', code: 'EUR', amount_1000: 12500 } },
            { type: 'date_time', date_time: { fallback_value: '24 december' } },
          ],
        },
      ],
    )
    expect(content).toMatchObject({
      header: { kind: 'text', text: 'Voor Sanne' },
      body: 'Sanne betaalt € 12,50 op 24 december, Sanne',
    })
  })

  it('takes named variables in any order', () => {
    const content = fillWith(
      [body('Dag {{first_name}}, {{discount}} voor jou')],
      [
        {
          type: 'body',
          parameters: [
            { type: 'text', parameter_name: 'discount', text: '10%' },
            { type: 'text', parameter_name: 'first_name', text: 'Jan' },
          ],
        },
      ],
      { parameter_format: 'NAMED' },
    )
    expect(content.body).toBe('Dag Jan, 10% voor jou')
  })

  it.each([
    [
      'IMAGE',
      { type: 'image', image: { link: 'https://x.example/a.png' } },
      { kind: 'image', link: 'https://x.example/a.png' },
    ],
    [
      'IMAGE',
      { type: 'image', image: { id: '11' } },
      { kind: 'image', media_id: '11', link: '/phone/media/11' },
    ],
    ['VIDEO', { type: 'video', video: { id: 12 } }, { kind: 'video', media_id: '12' }],
    ['GIF', { type: 'gif', gif: { id: '12' } }, { kind: 'gif', media_id: '12' }],
    [
      'DOCUMENT',
      { type: 'document', document: { id: '13', filename: 'folder.pdf' } },
      { kind: 'document', text: 'folder.pdf' },
    ],
    [
      'LOCATION',
      {
        type: 'location',
        location: { latitude: '52.39', longitude: '4.93', name: 'Werkplaats', address: 'Meeuwenlaan' },
      },
      { kind: 'location', latitude: 52.39, longitude: 4.93, text: 'Werkplaats', address: 'Meeuwenlaan' },
    ],
    [
      'PRODUCT',
      { type: 'product', product: { product_retailer_id: 'sku1', catalog_id: '9' } },
      { kind: 'product', product_id: 'sku1' },
    ],
  ])('has a header of format %s', (format, parameter, expected) => {
    expect(fillWith(header(format), toHeader(parameter)).header).toMatchObject(expected)
  })

  it('has every kind of button', () => {
    const content = fillWith(
      buttons(
        { type: 'QUICK_REPLY', text: 'Stop' },
        { type: 'QUICK_REPLY', text: 'Later' },
        { type: 'URL', text: 'Bekijk', url: 'https://x.example/?c={{1}}' },
        { type: 'URL', text: 'Vast', url: 'https://x.example/' },
        { type: 'PHONE_NUMBER', text: 'Bel', phone_number: '+31201234567' },
        { type: 'COPY_CODE', text: 'Kopieer', example: 'A' },
        { type: 'FLOW', text: 'Begin', flow_id: 77, navigate_screen: 'FIRST' },
        { type: 'CATALOG', text: 'Catalogus' },
        { type: 'MPM', text: 'Producten' },
        { type: 'VOICE_CALL', text: 'Bel ons' },
      ),
      [
        button('quick_reply', '0', { type: 'payload', payload: 'OPTOUT' }),
        button('url', 2, text('abc')),
        button('COPY_CODE', '5', { type: 'coupon_code', coupon_code: 'ZOMER25' }),
        button('flow', 6, { type: 'action', action: { flow_token: 't1', flow_action_data: { a: 1 } } }),
        button('catalog', 7, { type: 'action', action: { thumbnail_product_retailer_id: 'p1' } }),
        button('mpm', 8, {
          type: 'action',
          action: {
            thumbnail_product_retailer_id: 'p1',
            sections: [{ title: 'Lampen', product_items: [{ product_retailer_id: 'p1' }] }],
          },
        }),
      ],
    )
    expect(content.buttons).toEqual([
      { kind: 'quick_reply', text: 'Stop', payload: 'OPTOUT' },
      { kind: 'quick_reply', text: 'Later', payload: 'Later' },
      { kind: 'url', text: 'Bekijk', url: 'https://x.example/?c=abc' },
      { kind: 'url', text: 'Vast', url: 'https://x.example/' },
      { kind: 'phone', text: 'Bel', number: '+31201234567' },
      { kind: 'copy', text: 'Kopieer', code: 'ZOMER25' },
      { kind: 'flow', text: 'Begin', flow_id: '77', flow_token: 't1', screen: 'FIRST' },
      { kind: 'catalog', text: 'Catalogus' },
      { kind: 'products', text: 'Producten', sections: [{ title: 'Lampen', products: ['p1'] }] },
      { kind: 'call', text: 'Bel ons' },
    ])
  })

  it('has a limited-time offer with its end and its code', () => {
    const offer: Component[] = [
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Nog even!', has_expiration: true } },
      body('Dag {{1}}'),
      { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'A' }] },
    ]
    const sent = [
      { type: 'body', parameters: [text('Jan')] },
      button('copy_code', 0, { type: 'coupon_code', coupon_code: 'CARIBE25' }),
    ]
    const end = { type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1_780_000_000_000 } }
    expect(fillWith(offer, [...sent, { type: 'limited_time_offer', parameters: [end] }])).toMatchObject({
      offer: { text: 'Nog even!', expires_at: 1_780_000_000_000 },
      buttons: [{ kind: 'copy', code: 'CARIBE25' }],
    })
    expect(codeOf(() => fillWith(offer, sent))).toBe(131008)
    const long = [{ type: 'body', parameters: [text('x'.repeat(600))] }, ...sent.slice(1)]
    expect(codeOf(() => fillWith(offer, long))).toBe(132005)
  })

  const card = (body: string): { components: Component[] } => ({
    components: [
      { type: 'header', format: 'image' },
      { type: 'body', text: body },
      {
        type: 'buttons',
        buttons: [
          { type: 'quick_reply', text: 'Meer' },
          { type: 'url', text: 'Shop', url: 'https://x.example/{{1}}' },
        ],
      },
    ],
  })
  const carousel: Component[] = [
    body('Kijk {{1}}'),
    { type: 'CAROUSEL', cards: [card('Een {{1}}'), card('Twee {{1}}')] },
  ]
  const sentCard = (index: number) => ({
    card_index: index,
    components: [
      { type: 'header', parameters: [{ type: 'image', image: { id: '11' } }] },
      { type: 'body', parameters: [text('€ 5')] },
      button('quick_reply', '0', { type: 'payload', payload: `more-${index}` }),
      button('url', '1', text(`p${index}`)),
    ],
  })
  const sentCarousel = (...cards: object[]) => [
    { type: 'body', parameters: [text('Jan')] },
    { type: 'carousel', cards },
  ]

  it('has the cards of a carousel, each with its own picture, words and buttons', () => {
    const content = fillWith(carousel, sentCarousel(sentCard(1), sentCard(0)))
    expect(content).toMatchObject({ body: 'Kijk Jan' })
    expect(content.cards).toEqual([
      {
        header: { kind: 'image', media_id: '11', link: '/phone/media/11' },
        body: 'Een € 5',
        buttons: [
          { kind: 'quick_reply', text: 'Meer', payload: 'more-0' },
          { kind: 'url', text: 'Shop', url: 'https://x.example/p0' },
        ],
      },
      expect.objectContaining({ body: 'Twee € 5' }),
    ])
  })

  it('has the words of WhatsApp itself in an authentication template', () => {
    const content = fillWith(
      [
        { type: 'BODY', add_security_recommendation: true },
        { type: 'FOOTER', code_expiration_minutes: 10 },
        { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
      ],
      [{ type: 'body', parameters: [text('4821')] }, button('url', '0', text('4821'))],
      { category: 'AUTHENTICATION' },
    )
    expect(content.body).toContain('4821 is je verificatiecode.')
    expect(content.footer).toContain('10 minuten')
    expect(content.buttons).toEqual([{ kind: 'copy', text: 'Code kopiëren', code: '4821' }])
  })

  const two = [body('{{1}} en {{2}} samen')]
  const link = buttons({ type: 'URL', text: 'Bekijk', url: 'https://x.example/{{1}}' })
  const mpm = buttons({ type: 'MPM', text: 'Producten' })
  const items = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ product_retailer_id: `p${index}` }))

  it.each<[string, number, Component[], unknown]>([
    ['too few values', 132000, two, [{ type: 'body', parameters: [text('a')] }]],
    ['too many values', 132000, two, [{ type: 'body', parameters: [text('a'), text('b'), text('c')] }]],
    ['a value for a header that is not there', 132000, [body('Dag')], toHeader(text('a'))],
    [
      'a value for an address without variable',
      132000,
      buttons({ type: 'URL', text: 'x', url: 'https://x.example' }),
      [button('url', 0, text('a'))],
    ],
    ['a button that is not there', 132000, link, [button('url', 0, text('a')), button('url', 1, text('a'))]],
    ['too few cards', 132000, carousel, sentCarousel(sentCard(0))],
    [
      'a carousel for a template without',
      132000,
      [body('Dag')],
      [{ type: 'carousel', cards: [sentCard(0)] }],
    ],
    [
      'an offer for a template without',
      132000,
      [body('Dag')],
      [
        {
          type: 'limited_time_offer',
          parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1 } }],
        },
      ],
    ],
    [
      'a filled text that is too long',
      132005,
      two,
      [{ type: 'body', parameters: [text('x'.repeat(1015)), text('y')] }],
    ],
    ['an address that is too long', 132005, link, [button('url', 0, text('x'.repeat(1990)))]],
    ['a new line in a value', 132008, two, [{ type: 'body', parameters: [text('a\nb'), text('c')] }]],
    ['five spaces in a value', 132008, two, [{ type: 'body', parameters: [text('a     b'), text('c')] }]],
    [
      'a picture where words belong',
      132012,
      two,
      [{ type: 'body', parameters: [{ type: 'image', image: { id: '11' } }, text('c')] }],
    ],
    ['words where a picture belongs', 132012, header('IMAGE'), toHeader(text('a'))],
    ['no picture at all', 132012, header('IMAGE'), undefined],
    ['a button of another kind', 132012, link, [button('quick_reply', 0, { type: 'payload', payload: 'x' })]],
    ['an empty value', 131008, two, [{ type: 'body', parameters: [text(''), text('b')] }]],
    ['a picture without id or link', 131008, header('IMAGE'), toHeader({ type: 'image', image: {} })],
    ['an address without its value', 131008, link, undefined],
    ['a code button without its code', 131008, buttons({ type: 'COPY_CODE', example: 'A' }), undefined],
    [
      'a quick reply without payload',
      131008,
      buttons({ type: 'QUICK_REPLY', text: 'x' }),
      [button('quick_reply', 0)],
    ],
    [
      'products without products',
      131008,
      mpm,
      [button('mpm', 0, { type: 'action', action: { thumbnail_product_retailer_id: 'p' } })],
    ],
    ['a button without index', 131008, link, [{ type: 'button', sub_type: 'url', parameters: [text('a')] }]],
    ['a button without sub_type', 131008, link, [{ type: 'button', index: 0, parameters: [text('a')] }]],
    [
      'a file that was never uploaded',
      131009,
      header('IMAGE'),
      toHeader({ type: 'image', image: { id: '99' } }),
    ],
    [
      'an address that is none',
      131009,
      header('IMAGE'),
      toHeader({ type: 'image', image: { link: 'ftp://x' } }),
    ],
    [
      'a place outside the world',
      131009,
      header('LOCATION'),
      toHeader({ type: 'location', location: { latitude: 91, longitude: 0 } }),
    ],
    [
      'a code that is too long',
      131009,
      buttons({ type: 'COPY_CODE', example: 'A' }),
      [button('copy_code', 0, { type: 'coupon_code', coupon_code: 'x'.repeat(21) })],
    ],
    ['the same card twice', 131009, carousel, sentCarousel(sentCard(0), sentCard(0))],
    [
      'more than 30 products',
      131009,
      mpm,
      [
        button('mpm', 0, {
          type: 'action',
          action: {
            sections: [
              { title: 'a', product_items: items(20) },
              { title: 'b', product_items: items(20) },
            ],
          },
        }),
      ],
    ],
    ['an index that is no number', 131009, link, [button('url', 'x', text('a'))]],
    ['a film as a picture', 131053, header('IMAGE'), toHeader({ type: 'image', image: { id: '12' } })],
    ['a component that does not exist', 100, two, [{ type: 'side', parameters: [] }]],
    ['a sub_type that does not exist', 100, link, [button('jump', 0, text('a'))]],
  ])('refuses %s with %i', (_what, code, components, sent) => {
    expect(codeOf(() => fillWith(components, sent))).toBe(code)
  })

  it('refuses names that the template does not have, or that come twice, with 132012', () => {
    const named: Partial<Template> = { parameter_format: 'NAMED' }
    const send = (...names: (string | undefined)[]) => [
      {
        type: 'body',
        parameters: names.map((name) => ({ ...text('a'), ...(name && { parameter_name: name }) })),
      },
    ]
    const components = [body('{{one}} en {{two}} samen')]
    expect(codeOf(() => fillWith(components, send('one', 'three'), named))).toBe(132012)
    expect(codeOf(() => fillWith(components, send('one', 'one'), named))).toBe(132012)
    expect(codeOf(() => fillWith(components, send('one', undefined), named))).toBe(132012)
    expect(codeOf(() => fillWith(components, send('two', 'one'), named))).toBeUndefined()
  })
})
