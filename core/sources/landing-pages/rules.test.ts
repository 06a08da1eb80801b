import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locales, type PublicLanguage, publicLanguages } from '@/db/states'
import { consentSentence, promisedPerMonth, runsText } from './consent-sentence/rules'
import { consentBlock, fillTemplate, mark, type PageBrand, parseTemplate, readRuns } from './document/rules'
import { addField, removeItem, withText } from './edit/rules'
import { contrastRatio, isSlug, listTexts, missingTexts, slugFrom } from './rules'
import { pageContentSchema, startingPointKeys } from './schema'
import { contentFrom } from './starting-points'

const acties = {
  id: '019aa000-0000-7000-8000-000000000001',
  name: { nl: 'Acties', en: 'Offers' },
  maxPerMonth: 2,
}
const werkplaats = {
  id: '019aa000-0000-7000-8000-000000000002',
  name: { nl: 'Werkplaats', en: 'Workshop' },
  maxPerMonth: null,
  words: { nl: 'mijn werkplaatsbeurt', en: 'my workshop visit' },
}
const nieuws = {
  id: '019aa000-0000-7000-8000-000000000003',
  name: { nl: 'Nieuws', en: 'News' },
  maxPerMonth: 1,
}
const inFour = { ...acties, name: { nl: 'Acties', en: 'Offers', de: 'Angebote', fr: 'Offres' } }
const topics = [acties, werkplaats, nieuws]
const now = new Date('2026-11-20T09:00:00Z')

const brand: PageBrand = {
  name: 'Fietserij Noord',
  legalName: 'Fietserij Noord B.V.',
  contactEmail: 'hallo@fietserijnoord.example',
  postalAddress: 'Meeuwenlaan 12, Amsterdam',
  websiteUrl: 'https://fietserijnoord.example',
  privacyUrl: 'https://fietserijnoord.example/privacy',
  logoSvg: null,
  theme: { primary: '#F2B632', onPrimary: '#17181A', ink: '#17181A', onInk: '#FFFFFF' },
  defaultCountry: 'NL',
  timeZone: 'Europe/Amsterdam',
}

describe('addresses', () => {
  test.each([
    ['winterbeurt', true],
    ['winter-2026', true],
    ['wi', false],
    ['Winterbeurt', false],
    ['winter beurt', false],
    ['-winter', false],
    ['winter-', false],
    ['win--ter', false],
    ['зима-2026', false],
    ['winter/beurt', false],
    ['a'.repeat(61), false],
  ])('%s is an address: %s', (slug, fits) => {
    expect(isSlug(slug)).toBe(fits)
  })

  test('any name that gives an address gives one that fits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (name) => {
        const slug = slugFrom(name)
        expect(slug === '' || slug.length < 3 || isSlug(slug)).toBe(true)
      }),
    )
    expect(slugFrom('Winterbeurt ’26: één actie!')).toBe('winterbeurt-26-een-actie')
  })
})

describe('the consent sentence', () => {
  const sentence = (chosen: typeof topics, language: PublicLanguage) => {
    const form = consentBlock(contentFrom('winter-service', chosen, now))
    return runsText(consentSentence({ brandName: brand.name, language, form, topics }))
  }
  test.each([
    [
      [acties, werkplaats],
      'nl',
      'Ja, Fietserij Noord mag mij via WhatsApp berichten sturen over acties en mijn werkplaatsbeurt, hooguit 2 per maand.',
    ],
    [
      [acties, werkplaats],
      'en',
      'Yes, Fietserij Noord may send me messages on WhatsApp about offers and my workshop visit, at most 2 a month.',
    ],
    [
      [werkplaats],
      'nl',
      'Ja, Fietserij Noord mag mij via WhatsApp berichten sturen over mijn werkplaatsbeurt, alleen als er iets te melden is.',
    ],
    [
      [acties, nieuws],
      'en',
      'Yes, Fietserij Noord may send me messages on WhatsApp about offers and news, at most 3 a month.',
    ],
    [
      [inFour],
      'de',
      'Ja, Fietserij Noord darf mir über WhatsApp Nachrichten schicken, und zwar über Angebote, höchstens 2 im Monat.',
    ],
    [
      [inFour],
      'fr',
      'Oui, Fietserij Noord peut m’envoyer des messages sur WhatsApp (offres), 2 par mois au maximum.',
    ],
  ] as const)('names who, through what, about what and how often', (chosen, language, expected) => {
    expect(sentence([...chosen] as typeof topics, language)).toBe(expected)
  })

  test('promises of several topics add up', () => {
    expect(promisedPerMonth(topics)).toBe(3)
    expect(promisedPerMonth([werkplaats])).toBeNull()
  })
})

describe('a page', () => {
  test.each(startingPointKeys)('from the starting point %s is whole in all four languages', (key) => {
    const content = contentFrom(key, [inFour], now)
    for (const language of publicLanguages)
      expect(missingTexts(content, language, publicLanguages)).toEqual([])
  })

  test('has exactly one consent block', () => {
    const page = contentFrom('counter', [acties], now)
    const without = { ...page, content: page.content.filter((block) => block.type !== 'OptInForm') }
    expect(pageContentSchema.safeParse(without).success).toBe(false)
    const form = consentBlock(page)
    const twice = { ...page, content: [...page.content, { ...form, props: { ...form.props, id: 'second' } }] }
    expect(pageContentSchema.safeParse(twice).success).toBe(false)
  })

  test('says which text is missing in which language, and an optional text may be missing in all', () => {
    const page = contentFrom('winter-service', [acties], now)
    const form = consentBlock(page)
    const place = { blockId: form.props.id, path: 'howToStop' }
    const broken = withText(page, place, { nl: 'Stuur STOP.', en: ' ' })
    expect(missingTexts(broken, 'en', locales).map(({ path }) => path)).toEqual(['howToStop'])
    expect(missingTexts(broken, 'nl', locales)).toEqual([])
    const quiet = withText(page, { ...place, path: 'note' }, { nl: '', en: '' })
    expect(missingTexts(quiet, 'nl', locales)).toEqual([])
    expect(consentBlock(page).props.howToStop.en).not.toBe(' ')
  })

  test('may ask several questions of its own, each kept under a name of its own', () => {
    let page = contentFrom('counter', [acties], now)
    for (const kind of ['name', 'own', 'own', 'own'] as const) page = addField(page, consentBlock(page), kind)
    const { fields } = consentBlock(pageContentSchema.parse(page)).props
    expect(fields.map(({ key, required }) => [key, required])).toEqual([
      ['name', false],
      ['own', false],
      ['own_2', false],
      ['own_3', false],
    ])
    expect(missingTexts(page, 'nl', ['nl']).map(({ path }) => path)).toEqual([
      ...['fields.1.label', 'fields.1.purpose', 'fields.2.label'],
      ...['fields.2.purpose', 'fields.3.label', 'fields.3.purpose'],
    ])
  })

  test('loses one item of a list and nothing else', () => {
    const page = contentFrom('winter-service', [acties], now)
    const block = page.content.find((known) => known.type === 'Benefits')
    if (!block) throw new Error('no benefits')
    expect(listTexts(removeItem(page, block, 1))).toHaveLength(listTexts(page).length - 1)
  })
})

describe('stored documents', () => {
  test('are filled with escaped text, and what is not given is left empty', () => {
    const template = parseTemplate(`<i>${mark('code')}</i><b title="${mark('phone')}">${mark('qr-html')}</b>`)
    expect(fillTemplate(template, { code: '<script>"&\'', 'qr-html': '<svg/>' })).toBe(
      '<i>&lt;script&gt;&quot;&amp;&#39;</i><b title=""><svg/></b>',
    )
  })

  test('no text that staff type can be a mark', () => {
    const page = contentFrom('counter', [acties], now)
    const parsed = pageContentSchema.parse(
      withText(page, { blockId: 'root', path: 'title' }, { nl: mark('code'), en: 'Code' }),
    )
    expect(parsed.root.props.title.nl).toBe('code')
  })

  test('bold is read between two stars, all else stays', () => {
    expect(readRuns('Krijg **€ 13 korting** * nu')).toEqual([
      { text: 'Krijg ', strong: false },
      { text: '€\u00A013 korting', strong: true },
      { text: ' * nu', strong: false },
    ])
  })
})

test('contrast is that of WCAG 2', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBe(21)
  expect(contrastRatio('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2)
  expect(contrastRatio('red', '#ffffff')).toBeNull()
})
