import { describe, expect, it } from 'vitest'
import type { GraphError } from '../errors'
import { freeForm } from './free-form'

const findMedia = (id: string) => ({ '1': { mime_type: 'image/png' }, '2': { mime_type: 'video/mp4' } })[id]
const read = (type: string, part: unknown) => freeForm(type, { [type]: part }, findMedia)
const codeOf = (type: string, part: unknown): number | undefined => {
  try {
    read(type, part)
    return undefined
  } catch (error) {
    return (error as GraphError).code
  }
}

const reply = (id: string, title = id) => ({ type: 'reply', reply: { id, title } })
const ask = (type: string, action: object, more: object = {}) => ({
  type,
  body: { text: 'Kies' },
  action,
  ...more,
})
const rows = (count: number, prefix = 'r') =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, title: `Rij ${index}` }))
const flow = (change: object = {}) => ({
  name: 'flow',
  parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Start', flow_token: 't', ...change },
})
const x = (count: number) => 'x'.repeat(count)

describe('free-form messages', () => {
  it.each([
    ['text', { body: 'Dag' }, { body: 'Dag' }],
    ['image', { id: '1', caption: 'Kijk' }, { body: 'Kijk', header: { kind: 'image', media_id: '1' } }],
    ['image', { link: 'https://x.example/a.jpg' }, { body: '', header: { link: 'https://x.example/a.jpg' } }],
    ['video', { id: 2 }, { header: { kind: 'video' } }],
    [
      'document',
      { link: 'https://x.example/a.pdf', filename: 'a.pdf' },
      { header: { kind: 'document', text: 'a.pdf' } },
    ],
    ['audio', { link: 'https://x.example/a.ogg' }, { header: { kind: 'audio' } }],
    ['sticker', { link: 'https://x.example/a.webp' }, { header: { kind: 'sticker' } }],
    [
      'location',
      { latitude: 52, longitude: 5, name: 'Hier' },
      { header: { kind: 'location', text: 'Hier' } },
    ],
    [
      'contacts',
      [{ name: { formatted_name: 'Jan' }, phones: [{ phone: '+316' }] }],
      { contacts: [{ name: 'Jan', numbers: ['+316'] }] },
    ],
    [
      'reaction',
      { message_id: 'wamid.A', emoji: '👍' },
      { reaction: { message_id: 'wamid.A', emoji: '👍' } },
    ],
    ['reaction', { message_id: 'wamid.A', emoji: '' }, { reaction: { message_id: 'wamid.A', emoji: '' } }],
  ])('shows %s', (type, part, expected) => {
    expect(read(type, part)).toMatchObject(expected)
  })

  it.each([
    [
      'reply buttons',
      ask(
        'button',
        { buttons: [reply('a', 'Ja'), reply('b', 'Nee')] },
        { header: { type: 'image', image: { id: '1' } }, footer: { text: 'Zaak' } },
      ),
      {
        header: { kind: 'image' },
        body: 'Kies',
        footer: 'Zaak',
        buttons: [
          { kind: 'reply', text: 'Ja', id: 'a' },
          { kind: 'reply', text: 'Nee', id: 'b' },
        ],
      },
    ],
    [
      'a list',
      ask(
        'list',
        {
          button: 'Opties',
          sections: [{ title: 'Een', rows: [{ id: 'r', title: 'Rij', description: 'Meer' }] }],
        },
        { header: { type: 'text', text: 'Kop' } },
      ),
      {
        list: {
          button: 'Opties',
          sections: [{ title: 'Een', rows: [{ id: 'r', title: 'Rij', description: 'Meer' }] }],
        },
      },
    ],
    [
      'a link',
      ask('cta_url', { name: 'cta_url', parameters: { display_text: 'Ga', url: 'https://x.example/p' } }),
      { buttons: [{ kind: 'url', text: 'Ga', url: 'https://x.example/p' }] },
    ],
    [
      'a flow',
      ask('flow', flow({ flow_action_payload: { screen: 'FIRST', data: { k: 'v' } } })),
      { buttons: [{ kind: 'flow', text: 'Start', flow_id: '1', flow_token: 't', screen: 'FIRST' }] },
    ],
    [
      'a product',
      { type: 'product', action: { catalog_id: 'c', product_retailer_id: 'p' } },
      { body: '', buttons: [{ kind: 'products' }] },
    ],
    [
      'products',
      ask(
        'product_list',
        { catalog_id: 'c', sections: [{ title: 'Een', product_items: [{ product_retailer_id: 'p' }] }] },
        { header: { type: 'text', text: 'Kop' } },
      ),
      { buttons: [{ kind: 'products' }] },
    ],
    ['a catalog', ask('catalog_message', { name: 'catalog_message' }), { buttons: [{ kind: 'catalog' }] }],
    [
      'a question for a place',
      ask('location_request_message', { name: 'send_location' }),
      { buttons: [{ kind: 'ask_location' }] },
    ],
  ])('shows an interactive message with %s', (_what, part, expected) => {
    expect(read('interactive', part)).toMatchObject(expected)
  })

  it.each<[string, string, unknown, number | undefined]>([
    ['a text of 4,096', 'text', { body: x(4096) }, undefined],
    ['a text of 4,097', 'text', { body: x(4097) }, 131009],
    ['no text', 'text', {}, 131008],
    ['a caption of 1,024', 'image', { id: '1', caption: x(1024) }, undefined],
    ['a caption of 1,025', 'image', { id: '1', caption: x(1025) }, 131009],
    ['a voice note with a caption', 'audio', { link: 'https://x.example/a.ogg', caption: 'x' }, 131009],
    ['a picture without id or link', 'image', {}, 131008],
    ['a picture that is a film', 'image', { id: '2' }, 131053],
    ['a picture that is not there', 'image', { id: '9' }, 131009],
    ['a place without latitude', 'location', { longitude: 1 }, 131008],
    [
      'three buttons',
      'interactive',
      ask('button', { buttons: [reply('a'), reply('b'), reply('c')] }),
      undefined,
    ],
    [
      'four buttons',
      'interactive',
      ask('button', { buttons: ['a', 'b', 'c', 'd'].map((id) => reply(id)) }),
      131009,
    ],
    ['no buttons', 'interactive', ask('button', {}), 131008],
    [
      'the same reply id twice',
      'interactive',
      ask('button', { buttons: [reply('a', 'x'), reply('a', 'y')] }),
      131009,
    ],
    ['a button title of 20', 'interactive', ask('button', { buttons: [reply('a', x(20))] }), undefined],
    ['a button title of 21', 'interactive', ask('button', { buttons: [reply('a', x(21))] }), 131009],
    ['a reply id of 256', 'interactive', ask('button', { buttons: [reply(x(256), 'a')] }), undefined],
    ['a reply id of 257', 'interactive', ask('button', { buttons: [reply(x(257), 'a')] }), 131009],
    [
      'a body of 1,025 over buttons',
      'interactive',
      ask('button', { buttons: [reply('a')] }, { body: { text: x(1025) } }),
      131009,
    ],
    [
      'a body of 4,096 over a list',
      'interactive',
      ask('list', { button: 'x', sections: [{ rows: rows(1) }] }, { body: { text: x(4096) } }),
      undefined,
    ],
    [
      'a footer of 61',
      'interactive',
      ask('button', { buttons: [reply('a')] }, { footer: { text: x(61) } }),
      131009,
    ],
    [
      'a picture over a list',
      'interactive',
      ask(
        'list',
        { button: 'x', sections: [{ rows: rows(1) }] },
        { header: { type: 'image', image: { id: '1' } } },
      ),
      131009,
    ],
    [
      'ten rows',
      'interactive',
      ask('list', {
        button: 'x',
        sections: [
          { title: 'a', rows: rows(5) },
          { title: 'b', rows: rows(5, 's') },
        ],
      }),
      undefined,
    ],
    [
      'eleven rows in all',
      'interactive',
      ask('list', {
        button: 'x',
        sections: [
          { title: 'a', rows: rows(5) },
          { title: 'b', rows: rows(6, 's') },
        ],
      }),
      131009,
    ],
    [
      'two sections without titles',
      'interactive',
      ask('list', { button: 'x', sections: [{ rows: rows(1) }, { rows: rows(1, 's') }] }),
      131008,
    ],
    [
      'the same row twice',
      'interactive',
      ask('list', { button: 'x', sections: [{ rows: [...rows(1), ...rows(1)] }] }),
      131009,
    ],
    [
      'a row description of 73',
      'interactive',
      ask('list', { button: 'x', sections: [{ rows: [{ id: 'a', title: 'b', description: x(73) }] }] }),
      131009,
    ],
    [
      'a link label of 21',
      'interactive',
      ask('cta_url', { parameters: { display_text: x(21), url: 'https://x.example' } }),
      131009,
    ],
    [
      'a link that is none',
      'interactive',
      ask('cta_url', { parameters: { display_text: 'x', url: 'javascript:1' } }),
      131009,
    ],
    ['a flow label of 31', 'interactive', ask('flow', flow({ flow_cta: x(31) })), 131009],
    ['a flow by id and by name', 'interactive', ask('flow', flow({ flow_name: 'n' })), 131009],
    ['no body', 'interactive', { type: 'button', action: { buttons: [reply('a')] } }, 131008],
    ['a kind that does not exist', 'interactive', ask('dance', {}), 131009],
    ['a type that does not exist', 'poll', {}, 131051],
  ])('takes or refuses %s', (_what, type, part, code) => {
    expect(codeOf(type, part)).toBe(code)
  })
})
