import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toRuns } from './formatting'
import { exampleValues, fillTemplate, isStopButton, stopWayOf, templateParameters } from './rules'
import { templateComponentsSchema, templateVariables } from './schema'

const winter = templateComponentsSchema.parse([
  { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://cdn.example/fiets.png'] } },
  {
    type: 'BODY',
    text: 'Hoi {{1}}, is je {{2}} klaar voor de winter?\n\nNu *€ 49* in plaats van ~€ 62~.',
    example: { body_text: [['Sanne', 'Gazelle Chamonix']] },
  },
  { type: 'FOOTER', text: 'Geen berichten meer? Druk op Stoppen.' },
  {
    type: 'BUTTONS',
    buttons: [
      { type: 'URL', text: 'Kies een moment', url: 'https://x.example/a?c={{1}}', example: ['abc'] },
      { type: 'QUICK_REPLY', text: 'Stoppen' },
    ],
  },
])

const named = templateComponentsSchema.parse([
  { type: 'HEADER', format: 'TEXT', text: 'Actie bij {{shop}}' },
  { type: 'BODY', text: 'Hallo {{first_name}}, deze week {{discount}} korting.' },
])

const plain = (values: Record<string, string>) =>
  fillTemplate(winter, values)
    .body.map(({ text }) => text)
    .join('')

describe('filling', () => {
  test('every person reads their own words and nobody else’s', () => {
    const people = [
      { 1: 'Sanne', 2: 'Gazelle Chamonix' },
      { 1: 'Mohamed', 2: 'Batavus Finez' },
      { 1: 'Zoë', 2: 'bakfiets {{1}}' },
    ]
    expect(people.map(plain)).toEqual([
      'Hoi Sanne, is je Gazelle Chamonix klaar voor de winter?\n\nNu € 49 in plaats van € 62.',
      'Hoi Mohamed, is je Batavus Finez klaar voor de winter?\n\nNu € 49 in plaats van € 62.',
      'Hoi Zoë, is je bakfiets {{1}} klaar voor de winter?\n\nNu € 49 in plaats van € 62.',
    ])
  })

  test('filled places and WhatsApp’s marks become looks', () => {
    const runs = fillTemplate(winter, { 1: 'Sanne', 2: 'Gazelle' }).body
    expect(runs).toContainEqual({ text: 'Sanne', variable: '1' })
    expect(runs).toContainEqual({ text: '€ 49', bold: true })
    expect(runs).toContainEqual({ text: '€ 62', strike: true })
  })

  test('what is missing is named and stays visible', () => {
    const filled = fillTemplate(winter, { 1: '  ' })
    expect(filled.missing).toEqual(['1', '2', 'button_0'])
    expect(filled.body[0]?.text).toBe('Hoi ')
    expect(filled.body[1]).toEqual({ text: '{{1}}', variable: '1' })
  })

  test('the examples of the review fill a preview whole', () => {
    expect(fillTemplate(winter, exampleValues(winter)).missing).toEqual([])
  })

  test('any values: their text is there, whole, once, and no markup comes of it', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/[*_~`{}]/.test(text))
    fc.assert(
      fc.property(value, value, (name, bike) => {
        const runs = fillTemplate(winter, { 1: name, 2: bike, button_0: 'x' }).body
        const clean = (text: string) => text.replace(/\s+/g, ' ').trim()
        const textOf = (key: string) =>
          runs
            .filter((run) => run.variable === key)
            .map((run) => run.text)
            .join('')
        expect(textOf('1')).toBe(clean(name))
        expect(textOf('2')).toBe(clean(bike))
      }),
    )
  })
})

describe('what goes over the wire', () => {
  test('a stop button carries the topic, a link its ending, the body its values in order', () => {
    expect(
      templateParameters(
        winter,
        { 1: 'Sanne', 2: 'Gazelle\nChamonix', button_0: 'abc' },
        { topicKey: 'acties' },
      ),
    ).toEqual({
      header: { kind: 'image', link: 'https://cdn.example/fiets.png' },
      body: [{ text: 'Sanne' }, { text: 'Gazelle Chamonix' }],
      buttons: [
        { kind: 'url', index: 0, text: 'abc' },
        { kind: 'quick-reply', index: 1, payload: 'OPTOUT:acties' },
      ],
    })
  })

  test('named placeholders keep their names', () => {
    expect(
      templateParameters(named, { shop: 'Zaak', first_name: 'Jan', discount: '10%' }, { topicKey: 'acties' }),
    ).toEqual({
      header: { kind: 'text', parameters: [{ name: 'shop', text: 'Zaak' }] },
      body: [
        { name: 'first_name', text: 'Jan' },
        { name: 'discount', text: '10%' },
      ],
      buttons: [],
    })
  })

  test('numbers decide the order, not the place in the text', () => {
    const turned = templateComponentsSchema.parse([
      { type: 'BODY', text: 'Op {{2}}, {{1}}, staan we klaar.' },
    ])
    expect(templateParameters(turned, { 1: 'Sanne', 2: 'vrijdag' }, { topicKey: 'acties' }).body).toEqual([
      { text: 'Sanne' },
      { text: 'vrijdag' },
    ])
  })

  test('an empty placeholder is refused by name', () => {
    expect(() => templateParameters(winter, { 1: 'Sanne', button_0: 'x' }, { topicKey: 'acties' })).toThrow(
      expect.objectContaining({ code: 'template-variable-missing', params: { variable: '2' } }),
    )
  })
})

describe('variables', () => {
  test('are listed in reading order with their examples', () => {
    expect(
      templateVariables(winter).map(({ key, part, example, optional }) => [key, part, example, optional]),
    ).toEqual([
      ['header_media', 'header', 'https://cdn.example/fiets.png', true],
      ['1', 'body', 'Sanne', false],
      ['2', 'body', 'Gazelle Chamonix', false],
      ['button_0', 'button', 'abc', false],
    ])
  })

  test('of a numbered header do not meet those of the body', () => {
    const both = templateComponentsSchema.parse([
      { type: 'HEADER', format: 'TEXT', text: 'Dag {{1}}' },
      { type: 'BODY', text: 'Op {{1}} ben je welkom.' },
    ])
    expect(templateVariables(both).map(({ key }) => key)).toEqual(['header_1', '1'])
  })
})

describe('the way out', () => {
  test.each([
    'Stoppen',
    'Stop',
    'Stop aanbiedingen',
    'Geen acties meer',
    'No more offers',
    'Afmelden',
    'Unsubscribe',
    'Opt-out',
    'Se désabonner',
    'Abmelden',
  ])('a button that says %s', (text) => {
    expect(isStopButton({ type: 'QUICK_REPLY', text })).toBe(true)
  })
  test.each(['Kies een moment', 'Stopcontact kopen', 'Bushalte', 'Geen zin?', 'Ja, graag'])(
    'is not a button that says %s',
    (text) => {
      expect(isStopButton({ type: 'QUICK_REPLY', text })).toBe(false)
    },
  )
  test('may be words where there is no button, and may be missing', () => {
    expect(stopWayOf(winter)).toBe('button')
    expect(
      stopWayOf(
        templateComponentsSchema.parse([{ type: 'BODY', text: 'Hoi. Antwoord STOP om te stoppen.' }]),
      ),
    ).toBe('words')
    expect(stopWayOf(named)).toBeUndefined()
  })
})

describe('formatting', () => {
  test.each([
    ['*vet*', [{ text: 'vet', bold: true }]],
    ['2*3*4', [{ text: '2*3*4' }]],
    ['* los *', [{ text: '* los *' }]],
    [
      '_schuin_ en *_beide_*',
      [{ text: 'schuin', italic: true }, { text: ' en ' }, { text: 'beide', bold: true, italic: true }],
    ],
    ['```a *b* c```', [{ text: 'a *b* c', mono: true }]],
    ['snake_case_naam', [{ text: 'snake_case_naam' }]],
  ])('%s', (text, runs) => {
    expect(toRuns(text)).toEqual(runs)
  })
})

test('components that we do not know are kept and do no harm', () => {
  const odd = templateComponentsSchema.parse([
    { type: 'BODY', text: 'Hoi' },
    { type: 'CAROUSEL', cards: [{ components: [] }] },
  ])
  expect(odd).toHaveLength(2)
  expect(fillTemplate(odd, {}).missing).toEqual([])
  expect(templateComponentsSchema.safeParse([{ type: 'BODY' }]).success).toBe(false)
})
