import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Button, Component } from '../../store/templates'
import type { GraphError } from '../errors'
import { type CheckedTemplate, checkTemplate } from './rules'

const handle = '4::uploaded'
const check = (change: Partial<CheckedTemplate>): GraphError | undefined => {
  const template: CheckedTemplate = {
    category: 'MARKETING',
    parameter_format: 'POSITIONAL',
    components: [],
    ...change,
  }
  try {
    checkTemplate(template, (one) => one === handle)
    return undefined
  } catch (error) {
    return error as GraphError
  }
}

const x = (count: number) => 'x'.repeat(count)
const body = (text = 'Een tekst om te lezen.', example?: unknown): Component => ({
  type: 'BODY',
  text,
  ...(example !== undefined && { example }),
})
const header = (change: object): Component => ({ type: 'HEADER', format: 'TEXT', ...change })
const sample = { example: { header_handle: [handle] } }
const footer = (text: string): Component => ({ type: 'FOOTER', text })
const buttons = (...list: Button[]): Component[] => [body(), { type: 'BUTTONS', buttons: list }]
const quick = (text: string): Button => ({ type: 'QUICK_REPLY', text })
const url = (change: Partial<Button> = {}): Button => ({
  type: 'URL',
  text: 'Bekijk',
  url: 'https://x.example',
  ...change,
})
const call: Button = { type: 'PHONE_NUMBER', text: 'Bel', phone_number: '+31201234567' }
const offer = (text: string): Component => ({ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text } })
const card = (...components: Component[]) => ({
  components: [
    { type: 'HEADER', format: 'IMAGE', ...sample },
    ...components,
    { type: 'BUTTONS', buttons: [quick('Meer')] },
  ] as Component[],
})
const carousel = (...cards: { components: Component[] }[]): Component[] => [
  body(),
  { type: 'CAROUSEL', cards },
]
const otp: Component[] = [
  { type: 'BODY', add_security_recommendation: true },
  { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
]

describe('a template is taken', () => {
  it.each<[string, Partial<CheckedTemplate>]>([
    ['with a body of 1,024', { components: [body(x(1024))] }],
    [
      'with numbered variables',
      { components: [body('Dag {{1}}, tot {{2}} bij ons', { body_text: [['Jan', 'nu']] })] },
    ],
    [
      'with one variable and a flat example',
      { components: [body('Dag {{1}}, tot gauw', { body_text: ['Jan'] })] },
    ],
    [
      'with named variables',
      {
        parameter_format: 'NAMED',
        components: [
          body('Dag {{first_name}}, tot gauw', {
            body_text_named_params: [{ param_name: 'first_name', example: 'Jan' }],
          }),
        ],
      },
    ],
    ['with a text header of 60', { components: [header({ text: x(60) }), body()] }],
    [
      'with a header variable at its end',
      { components: [header({ text: 'Voor {{1}}', example: { header_text: ['Jan'] } }), body()] },
    ],
    ['with a picture', { components: [header({ format: 'IMAGE', ...sample }), body()] }],
    ['with a place', { components: [header({ format: 'LOCATION' }), body()] }],
    ['with a footer of 60', { components: [body(), footer(x(60))] }],
    [
      'with ten quick replies',
      { components: buttons(...Array.from({ length: 10 }, (_, n) => quick(`Knop ${n}`))) },
    ],
    ['with quick replies before the rest', { components: buttons(quick('a'), quick('b'), url(), call) }],
    ['with quick replies after the rest', { components: buttons(url(), call, quick('a'), quick('b')) }],
    [
      'with an address that ends in a variable',
      { components: buttons(url({ url: 'https://x.example/{{1}}', example: ['a'] })) },
    ],
    ['with a code of 20', { components: buttons({ type: 'COPY_CODE', example: x(20) }) }],
    [
      'with a limited-time offer',
      {
        components: [
          header({ format: 'IMAGE', ...sample }),
          offer(x(16)),
          body(x(600)),
          { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: x(15) }] },
        ],
      },
    ],
    ['with a carousel of two', { components: carousel(card(), card()) }],
    [
      'with a carousel whose cards have 160 characters',
      { components: carousel(card(body(x(160))), card(body(x(160)))) },
    ],
    ['for codes', { category: 'AUTHENTICATION', components: otp }],
    [
      'with a lifetime of 30 days for a code',
      { category: 'AUTHENTICATION', components: otp, message_send_ttl_seconds: -1 },
    ],
  ])('%s', (_what, change) => {
    expect(check(change)).toBeUndefined()
  })
})

describe('a template is refused', () => {
  it.each<[string, number | undefined, Partial<CheckedTemplate>]>([
    ['without body', 2388072, { components: [footer('x')] }],
    ['with a body of 1,025', 2388040, { components: [body(x(1025))] }],
    [
      'with a variable at the start',
      2388299,
      { components: [body('{{1}}, dag en tot gauw', { body_text: [['a']] })] },
    ],
    [
      'with a variable at the end',
      2388299,
      { components: [body('Dag en tot gauw {{1}}.', { body_text: [['a']] })] },
    ],
    [
      'with a gap in the numbers',
      2388072,
      { components: [body('Dag {{1}} en {{3}} tot gauw', { body_text: [['a', 'b']] })] },
    ],
    [
      'with numbers out of order',
      2388072,
      { components: [body('Dag {{2}} en {{1}} tot gauw', { body_text: [['a', 'b']] })] },
    ],
    [
      'with a name where numbers are used',
      2388072,
      { components: [body('Dag {{naam}} tot gauw', { body_text: [['a']] })] },
    ],
    [
      'with a special character in a variable',
      2388072,
      { parameter_format: 'NAMED', components: [body('Dag {{na#am}} tot gauw', {})] },
    ],
    ['with a bracket too few', 2388072, { components: [body('Dag {{1} tot gauw', { body_text: [['a']] })] }],
    [
      'with too many variables for its length',
      2388293,
      { components: [body('a {{1}} {{2}} b', { body_text: [['a', 'b']] })] },
    ],
    ['without examples', 2388043, { components: [body('Dag {{1}} tot gauw')] }],
    [
      'with too few examples',
      2388043,
      { components: [body('Dag {{1}} en {{2}} tot heel gauw', { body_text: [['a']] })] },
    ],
    [
      'with an example of another name',
      2388043,
      {
        parameter_format: 'NAMED',
        components: [
          body('Dag {{naam}} tot gauw', { body_text_named_params: [{ param_name: 'ander', example: 'a' }] }),
        ],
      },
    ],
    ['with tabs', 2388072, { components: [body('Dag\ttot gauw')] }],
    ['with a header of 61', 2388040, { components: [header({ text: x(61) }), body()] }],
    [
      'with two header variables',
      2388047,
      { components: [header({ text: 'a {{1}} b {{2}}', example: { header_text: ['a', 'b'] } }), body()] },
    ],
    ['with stars in the header', 2388047, { components: [header({ text: '*Actie*' }), body()] }],
    ['with a picture header without sample', 2388043, { components: [header({ format: 'IMAGE' }), body()] }],
    [
      'with a sample that was never uploaded',
      2388047,
      { components: [header({ format: 'IMAGE', example: { header_handle: ['4::other'] } }), body()] },
    ],
    [
      'with a header of a format that does not exist',
      2388047,
      { components: [header({ format: 'SMELL' }), body()] },
    ],
    ['with a footer of 61', 2388040, { components: [body(), footer(x(61))] }],
    ['with a variable in the footer', 2388073, { components: [body(), footer('Dag {{1}}')] }],
    ['with two bodies', undefined, { components: [body(), body()] }],
    [
      'with eleven buttons',
      undefined,
      { components: buttons(...Array.from({ length: 11 }, (_, n) => quick(`Knop ${n}`))) },
    ],
    ['with a label of 26', 2388040, { components: buttons(quick(x(26))) }],
    ['with a button without label', undefined, { components: buttons({ type: 'QUICK_REPLY' }) }],
    ['with two buttons of one label', undefined, { components: buttons(quick('a'), quick('a')) }],
    ['with a quick reply between others', undefined, { components: buttons(url(), quick('a'), call) }],
    ['with others between quick replies', undefined, { components: buttons(quick('a'), url(), quick('b')) }],
    [
      'with three addresses',
      undefined,
      { components: buttons(url(), url({ text: 'b' }), url({ text: 'c' })) },
    ],
    ['with two numbers', undefined, { components: buttons(call, { ...call, text: 'b' }) }],
    ['with an address that is none', undefined, { components: buttons(url({ url: 'x.example' })) }],
    [
      'with a variable inside an address',
      undefined,
      { components: buttons(url({ url: 'https://x.example/{{1}}/a', example: ['a'] })) },
    ],
    [
      'with an address variable without example',
      2388043,
      { components: buttons(url({ url: 'https://x.example/{{1}}' })) },
    ],
    ['with a code of 21', 2388040, { components: buttons({ type: 'COPY_CODE', example: x(21) }) }],
    ['with a flow button without flow', undefined, { components: buttons({ type: 'FLOW', text: 'a' }) }],
    ['with a button that does not exist', undefined, { components: buttons({ type: 'JUMP', text: 'a' }) }],
    [
      'with a code button outside authentication',
      undefined,
      { components: buttons({ type: 'OTP', otp_type: 'COPY_CODE' }) },
    ],
    ['with an offer outside marketing', undefined, { category: 'UTILITY', components: [offer('a'), body()] }],
    ['with an offer and a footer', 2388073, { components: [offer('a'), body(), footer('x')] }],
    ['with an offer text of 17', 2388040, { components: [offer(x(17)), body()] }],
    ['with an offer and a body of 601', 2388040, { components: [offer('a'), body(x(601))] }],
    ['with an offer and a text header', 2388047, { components: [header({ text: 'a' }), offer('a'), body()] }],
    ['with one card', undefined, { components: carousel(card()) }],
    ['with eleven cards', undefined, { components: carousel(...Array.from({ length: 11 }, () => card())) }],
    ['with cards that differ', undefined, { components: carousel(card(), card(body())) }],
    ['with a card body of 161', 2388040, { components: carousel(card(body(x(161))), card(body(x(161)))) }],
    [
      'with a carousel outside marketing',
      undefined,
      { category: 'UTILITY', components: carousel(card(), card()) },
    ],
    [
      'with words of its own for a code',
      2388072,
      { category: 'AUTHENTICATION', components: [body(), ...otp.slice(1)] },
    ],
    [
      'for a code without code button',
      undefined,
      { category: 'AUTHENTICATION', components: otp.slice(0, 1) },
    ],
    [
      'with a place header for a code',
      2388047,
      { category: 'AUTHENTICATION', components: [header({ format: 'LOCATION' }), ...otp] },
    ],
    [
      'with a lifetime of an hour for marketing',
      undefined,
      { components: [body()], message_send_ttl_seconds: 3600 },
    ],
    [
      'with a lifetime of a day for utility',
      undefined,
      { category: 'UTILITY', components: [body()], message_send_ttl_seconds: 86_400 },
    ],
  ])('%s (%s)', (_what, subcode, change) => {
    const error = check(change)
    expect(error?.code).toBe(100)
    expect(error?.extra).toMatchObject({ title: expect.any(String), explanation: expect.any(String) })
    expect(error?.extra.subcode).toBe(subcode)
  })

  it('however long a text is: to the limit it is taken, above it never', () => {
    const texts = fc.integer({ min: 1, max: 1200 }).map(x)
    fc.assert(
      fc.property(texts, (text) => {
        expect(check({ components: [body(text)] }) === undefined).toBe(text.length <= 1024)
      }),
    )
  })
})
