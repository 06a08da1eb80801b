import { describe, expect, test } from 'vitest'
import { leftMarks, timeLeft } from '@/core/sources/landing-pages/countdown/rules'
import { callingCodesFor } from '@/core/sources/landing-pages/countries'
import {
  fillTemplate,
  type PageBrand,
  parseTemplate,
  type RenderInput,
} from '@/core/sources/landing-pages/document/rules'
import { listTexts } from '@/core/sources/landing-pages/rules'
import {
  languagesIn,
  type PageContent,
  pageContentSchema,
  startingPointKeys,
} from '@/core/sources/landing-pages/schema'
import { contentFrom } from '@/core/sources/landing-pages/starting-points'
import { compressed, prepare } from '@/core/sources/public/respond'
import { publicLanguages } from '@/db/states'
import { renderLandingPage } from './render'

const now = new Date('2026-11-20T09:00:00Z')
const topic = {
  id: '019aa000-0000-7000-8000-000000000001',
  name: { nl: 'Acties', en: 'Offers', de: 'Angebote', fr: 'Offres' },
  maxPerMonth: 2,
}
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
const text = (words: string) => ({ nl: words, en: words, de: words, fr: words })

/** A page with every kind of block in it, and every text written. */
function everything(words: string): PageContent {
  const page = contentFrom('winter-service', [topic], now, [...publicLanguages])
  const form = page.content.find((block) => block.type === 'OptInForm')
  if (form?.type !== 'OptInForm') throw new Error('no form')
  const whole = pageContentSchema.parse({
    root: { props: { ...page.root.props, noindex: true } },
    content: [
      ...page.content,
      {
        type: 'Picture',
        props: {
          id: 'picture',
          picture: { pictureId: '019aa000-0000-7000-8000-000000000009', width: 1200, height: 800 },
          alt: text(words),
          caption: text(words),
        },
      },
      {
        type: 'Countdown',
        props: { id: 'countdown', heading: text(words), until: '2026-11-30T22:00:00Z', over: text(words) },
      },
      {
        type: 'StoreLocations',
        props: {
          id: 'stores',
          heading: text(words),
          stores: [{ name: words, address: words, hours: text(words), mapUrl: 'https://maps.example/noord' }],
        },
      },
    ],
  })
  for (const block of whole.content) {
    if (block.type !== 'OptInForm') continue
    block.props.fields = [
      { key: 'name', kind: 'name', label: text(words), purpose: text(words), required: true },
      { key: 'html', kind: 'own', label: text(words), purpose: text(words), required: false },
    ]
    block.props.reward = { kind: 'shared', text: text(words), code: words }
  }
  for (const { text } of listTexts(whole)) for (const language of publicLanguages) text[language] = words
  return whole
}

const input = (content: PageContent, language: RenderInput['language'] = 'nl'): RenderInput => ({
  brand,
  content,
  topics: [topic],
  language,
  languages: content.root.props.languages,
  callingCodes: callingCodesFor('NL', language),
})

describe('a public page', () => {
  test('shows script in any text as text, in every document', async () => {
    const attack = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    const content = everything(attack)
    const hostile = { ...brand, name: attack, legalName: attack, postalAddress: attack }
    for (const language of publicLanguages) {
      const page = await renderLandingPage({ ...input(content, language), brand: hostile })
      for (const html of [page.formHtml, page.confirmHtml, page.doneHtml]) {
        expect(html).not.toMatch(/<script|<img src=x/i)
        expect(html).toContain('&lt;script&gt;')
      }
    }
  })

  test('shows script in what a visitor typed as text, whatever the field is called', async () => {
    const { formHtml } = await renderLandingPage(input(everything('Tekst')))
    const filled = fillTemplate(parseTemplate(formHtml), { 'field:html': '"><script>', 'field:name': '<b>' })
    expect(filled).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(filled).toContain('value="&lt;b&gt;"')
    expect(filled).not.toContain('\uE000')
  })

  test.each(startingPointKeys)('from %s is under 15 kB over the wire and carries no script', async (key) => {
    const { formHtml } = await renderLandingPage(input(contentFrom(key, [topic], now)))
    const document = prepare(formHtml, '')
    expect(document.plain.length).toBeGreaterThan(5_000)
    expect(compressed(document, 'br').length).toBeLessThan(15_000)
    expect(compressed(document, 'gzip').length).toBeLessThan(15_000)
    expect(formHtml).not.toMatch(
      /<script|<link rel="stylesheet|https?:\/\/(?!fietserijnoord|autoriteitpersoonsgegevens)/,
    )
  })

  test('offers its own languages and no other', async () => {
    const page = contentFrom('counter', [topic], now, ['de', 'fr'])
    const { formHtml } = await renderLandingPage(input(page, 'de'))
    expect(formHtml).toContain('<html lang="de">')
    expect(formHtml.match(/hrefLang="(\w+)"/gi)).toEqual(['hrefLang="fr"'])
    expect(formHtml).toContain('Deine Handynummer')
    const alone = await renderLandingPage(input(contentFrom('counter', [topic], now, ['fr']), 'fr'))
    expect(alone.formHtml).not.toContain('hrefLang')
  })

  test('asks what the brand asks, each with its purpose, and nothing else', async () => {
    const { formHtml } = await renderLandingPage(input(everything('Voor je verjaardag')))
    expect(formHtml).toMatch(/<input id="field:name"[^>]*required[^>]*aria-describedby="field:name-why"/)
    const { formHtml: bare } = await renderLandingPage(input(contentFrom('counter', [topic], now)))
    expect(bare).not.toContain('field:')
  })

  test('stays out of search engines when that was chosen', async () => {
    const { formHtml } = await renderLandingPage(input(everything('Tekst')))
    expect(formHtml).toContain('<meta name="robots" content="noindex"/>')
  })
})

describe('a countdown', () => {
  const moment = Date.parse('2026-11-30T22:00:00Z') / 1000
  test.each([
    ['2026-11-20T09:00:00Z', 'nl', '10 dagen'],
    ['2026-11-29T08:00:00Z', 'en', '38 hours'],
    ['2026-11-30T20:30:00Z', 'de', '90 Minuten'],
    ['2026-11-30T21:59:30Z', 'fr', '1 minute'],
    ['2026-11-30T22:00:00Z', 'nl', ''],
    ['2027-01-01T00:00:00Z', 'nl', ''],
  ] as const)('at %s says in %s that %s are left', (at, language, expected) => {
    expect(timeLeft(moment, new Date(at), language)).toBe(expected)
  })

  test('is filled in when the page is served, and pages without one know no time', async () => {
    const { formHtml } = await renderLandingPage(input(everything('Tekst')))
    const template = parseTemplate(formHtml)
    const left = leftMarks(template.marks, now, 'nl')
    expect(fillTemplate(template, left ?? {})).toContain('<p class="left">10 dagen</p>')
    const plain = await renderLandingPage(input(contentFrom('counter', [topic], now)))
    expect(leftMarks(parseTemplate(plain.formHtml).marks, now, 'nl')).toBeUndefined()
  })
})

describe('content', () => {
  test('comes back from storage as it went in', () => {
    const page = everything('Tekst')
    expect(pageContentSchema.parse(JSON.parse(JSON.stringify(page)))).toEqual(page)
  })

  test('from before pages had languages of their own is a page in Dutch and English', () => {
    const old = {
      root: { props: { title: { nl: 'Winterbeurt', en: 'Winter service' } } },
      content: [
        {
          type: 'OptInForm',
          props: {
            id: 'form',
            topics: [{ topicId: topic.id, words: { nl: 'acties', en: 'offers' } }],
            buttonLabel: { nl: 'Aanmelden', en: 'Sign me up' },
            howToStop: { nl: 'Stuur STOP.', en: 'Send STOP.' },
            note: { nl: '', en: '' },
          },
        },
      ],
    }
    const page = pageContentSchema.parse(old)
    expect(page.root.props).toMatchObject({ languages: ['nl', 'en'], noindex: false, ogPicture: null })
    expect(page.content[0]?.props).toMatchObject({
      fields: [],
      reward: { kind: 'none' },
      buttonLabel: { nl: 'Aanmelden', en: 'Sign me up', de: '', fr: '' },
    })
    expect(languagesIn(old)).toEqual(['nl', 'en'])
  })
})
