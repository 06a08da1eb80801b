import { describe, expect, test } from 'vitest'
import { publicLanguages } from '@/db/states'
import { componentsByHand, templateByHandSchema } from '../by-hand/schema'
import { isStopButton } from '../rules'
import { placeholdersIn, type TemplateComponents } from '../schema'
import {
  asksToConfirm,
  confirmationComponents,
  confirmationName,
  confirmationStatusOf,
  confirmationWords,
  needsMaking,
  pickConfirmation,
} from './rules'

const question = (changes: Partial<Parameters<typeof asksToConfirm>[0]> = {}) => ({
  ...{ name: 'opt_in_confirmation', language: 'nl', category: 'UTILITY', status: 'APPROVED' },
  qualityScore: 'GREEN',
  components: confirmationComponents('nl', 'Fietserij Noord'),
  ...changes,
})

describe.each(publicLanguages)('the question in %s', (language) => {
  const { body, yes, no } = confirmationWords[language]

  test('keeps to what WhatsApp takes: labels of 25, a text of 1,024 also when filled, variables in order and inside', () => {
    for (const label of [yes, no]) expect(label.length).toBeLessThanOrEqual(25)
    // Eight topics of 80 characters and a long name.
    expect(body.length + 8 * 82 + 60).toBeLessThanOrEqual(1_024)
    expect(placeholdersIn(body)).toEqual(['1', '2'])
    expect(body).not.toMatch(/^\{\{|\}\}$|\}\}\s*\{\{/)
  })

  test('has a yes and a no, and neither is read as the way out of consent that stands', () => {
    for (const text of [yes, no]) expect(isStopButton({ type: 'QUICK_REPLY', text })).toBe(false)
    expect(yes).not.toBe(no)
  })
})

test.each(publicLanguages)(
  'copied by hand from CM.com word for word, the one in %s is known for what it is',
  (language) => {
    const { body, yes, no, example } = confirmationWords[language]
    const given = templateByHandSchema.parse({
      ...{
        name: confirmationName,
        language,
        category: 'UTILITY',
        status: 'APPROVED',
        header: 'NONE',
        headerText: '',
      },
      ...{ body, footer: '', examples: { 1: 'Noord', 2: example } },
      buttons: [yes, no].map((text) => ({ kind: 'QUICK_REPLY', text, target: '' })),
    })
    const copied = question({ ...given, components: componentsByHand(given) })
    expect(pickConfirmation([copied], language)?.status).toBe('ready')
  },
)

describe('which template asks', () => {
  const [body, buttons] = confirmationComponents('nl', 'Noord') as [TemplateComponents[number], object]
  const altered: [string, Partial<Parameters<typeof asksToConfirm>[0]>][] = [
    [
      'another text',
      { components: [{ ...body, text: 'Deze week 20% korting.' }, buttons] as TemplateComponents },
    ],
    [
      'a footer more',
      { components: [body, { type: 'FOOTER', text: 'Bekijk de acties' }, buttons] as TemplateComponents },
    ],
    [
      'a link more',
      {
        components: [
          body,
          {
            type: 'BUTTONS',
            buttons: [{ type: 'URL', text: 'Ja, ik wil berichten', url: 'https://x.example' }],
          },
        ] as TemplateComponents,
      },
    ],
    ['no buttons', { components: [body] as TemplateComponents }],
    ['another language', { language: 'de' }],
    ['another name', { name: 'winterbeurt_2026' }],
  ]
  test.each(altered)('never one with %s', (_what, changes) => {
    expect(asksToConfirm(question(changes), 'nl')).toBe(false)
  })

  test('one of a country that speaks the language, and one made again under another name', () => {
    expect(asksToConfirm(question({ language: 'nl_BE' }), 'nl')).toBe(true)
    expect(asksToConfirm(question({ name: 'opt_in_confirmation_2' }), 'nl')).toBe(true)
  })

  test('the one that is furthest', () => {
    const refused = question({ status: 'REJECTED' })
    const ready = question({ name: 'opt_in_confirmation_2' })
    expect(pickConfirmation([refused, ready], 'nl')).toEqual({ template: ready, status: 'ready' })
    expect(pickConfirmation([refused], 'nl')?.status).toBe('refused')
    expect(pickConfirmation([ready], 'fr')).toBeUndefined()
  })
})

test.each([
  [{}, 'ready', false],
  [{ qualityScore: 'YELLOW' }, 'ready', false],
  [{ qualityScore: 'UNKNOWN' }, 'ready', false],
  [{ qualityScore: 'RED' }, 'red', false],
  [{ status: 'PAUSED' }, 'paused', false],
  [{ status: 'PENDING' }, 'pending', false],
  [{ status: 'IN_APPEAL' }, 'pending', false],
  [{ category: 'MARKETING' }, 'moved', true],
  [{ status: 'REJECTED' }, 'refused', true],
  [{ status: 'DISABLED' }, 'refused', true],
  [{ status: 'SOMETHING_NEW' }, 'refused', true],
  [{ status: 'DELETED' }, 'none', true],
] as const)('a template that is %j counts as %s', (changes, status, again) => {
  expect(confirmationStatusOf(question(changes))).toBe(status)
  expect(needsMaking(status)).toBe(again)
})
