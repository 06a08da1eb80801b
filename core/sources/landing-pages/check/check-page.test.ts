import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { consentBlock } from '../document/rules'
import { withText } from '../edit/rules'
import { startingPointKeys } from '../schema'
import { contentFrom } from '../starting-points'
import { checkRendered } from './check-page'
import type { RenderedForm } from './opened-page'
import { brokenMusts } from './outcome'
import type { RuleName } from './rules'
import { brand, type Facts, factsFor, offers, render, workshop } from './testing-rendered'

const facts = factsFor()
let whole: RenderedForm[]
beforeAll(async () => {
  whole = await render(facts)
})

/** Which rules the page breaks, and in which languages. */
async function brokenBy(rendered: RenderedForm[], of: Facts = facts): Promise<string[]> {
  const { checks } = await checkRendered(of, rendered)
  return checks.filter(({ findings }) => findings.length > 0).map(({ name }) => name)
}

/** What comes of the page when its document is changed after it was rendered, in one language or in all. */
const changed = (change: (html: string) => string, language?: string): RenderedForm[] =>
  whole.map((form) =>
    language === undefined || form.language === language
      ? { ...form, formHtml: change(form.formHtml) }
      : form,
  )

const withStyle = (css: string) => (html: string) => html.replace('</style>', `${css}</style>`)

describe('a page that keeps every rule', () => {
  test.each(startingPointKeys)('is what the starting point %s gives', async (key) => {
    const content = contentFrom(key, [offers, workshop], new Date('2026-11-20T09:00:00Z'))
    const page = factsFor({ content })
    const { checks, bytes } = await checkRendered(page, await render(page))
    expect(checks.filter(({ findings }) => findings.length > 0)).toEqual([])
    expect(bytes).toBeLessThan(15_000)
  })
})

describe('the rendered page is what is read', () => {
  const cases: [string, RuleName, (html: string) => string][] = [
    ['the name in the colour of its ground', 'name-readable', withStyle('.name span{color:#F2B632}')],
    ['the name nearly in the colour of its ground', 'name-readable', withStyle('.name span{color:#C9951F}')],
    ['the name see-through', 'name-shown', withStyle('.name span{opacity:0}')],
    ['the name shrunk to nothing', 'name-shown', withStyle('.name span{font-size:0}')],
    ['the name moved off the screen', 'name-shown', withStyle('.name{position:absolute;left:-9999px}')],
    [
      'the name taken out of the head',
      'name-shown',
      (html) => html.replace('<span>Fietserij Noord</span>', ''),
    ],
    [
      'the name taken out of the sentence',
      'name-shown',
      (html) => html.replace('<strong>Fietserij Noord</strong>', 'wij'),
    ],
    ['the sentence hidden', 'name-shown', withStyle('.tick label{display:none}')],
    ['the name in the sentence in pale grey', 'name-readable', withStyle('.tick strong{color:#cccccc}')],
    ['the box ticked', 'box-unticked', (html) => html.replace('id="consent"', 'id="consent" checked')],
    ['the box gone', 'box-unticked', (html) => html.replace(/<input id="consent"[^>]*>/, '')],
    ['the box hidden', 'box-unticked', withStyle('.tick input{display:none}')],
    [
      'WhatsApp not named beside the box',
      'whatsapp-named',
      (html) => html.replace('<strong>WhatsApp</strong>', 'chat'),
    ],
    ['the mark gone', 'whatsapp-named', withStyle('.wa{display:none}')],
    ['WhatsApp misspelled', 'whatsapp-spelled', (html) => html.replace('</h1>', ' via Whatsapp</h1>')],
    ['the number fixed', 'number-editable', (html) => html.replace('id="phone"', 'id="phone" readonly')],
    ['the country fixed', 'number-editable', (html) => html.replace(/<select[\s\S]*?<\/select>/, '')],
    ['the number without its label', 'number-editable', (html) => html.replace('for="phone"', 'for="none"')],
    [
      'how to stop folded away',
      'how-to-stop',
      (html) =>
        html.replace(
          /<div class="small">([\s\S]*?)<\/div>/,
          '<details class="small"><summary>Meer</summary>$1</details>',
        ),
    ],
    ['the privacy link to elsewhere', 'privacy-linked', (html) => html.replaceAll('/privacy"', '/other"')],
    ['the legal name gone', 'controller-named', (html) => html.replaceAll('Fietserij Noord B.V.', 'wij')],
    [
      'the authority gone',
      'supervisor-named',
      (html) => html.replaceAll('Autoriteit Persoonsgegevens', 'iemand'),
    ],
    [
      'the promise gone',
      'frequency-said',
      (html) => html.replace(/hooguit 2 per maand|at most 2 a month/, 'soms'),
    ],
    ['the button empty', 'button-says', (html) => html.replace(/(<button class="go"[^>]*>)[^<]*/, '$1')],
    [
      'the button vague',
      'button-says',
      (html) => html.replace(/(<button class="go"[^>]*>)[^<]*/, '$1Verzenden'),
    ],
    [
      'a picture without words',
      'pictures-described',
      (html) => html.replace('</h1>', '</h1><img src="/x.webp">'),
    ],
    ['a script', 'no-script', (html) => html.replace('</h1>', '</h1><script>1</script>')],
    [
      'an address that acts',
      'no-script',
      (html) => html.replace('</h1>', '</h1><a href="javascript:1">x</a>'),
    ],
    ['pale text in the hero', 'text-readable', withStyle('.hero p{color:#ffffff}')],
    ['a heavy page', 'page-light', (html) => html.replace('</h1>', `<!--${noise(40_000)}--></h1>`)],
    [
      'an example that promises more',
      'promise-kept',
      (html) => html.replace('class="bub"><', 'class="bub">elke week weekly<'),
    ],
  ]
  test.each(cases)('%s breaks %s', async (_, rule, change) => {
    expect(await brokenBy(changed(change, 'nl'))).toContain(rule)
  })

  test('a hidden name in one language alone is found, with the language', async () => {
    const { checks } = await checkRendered(facts, changed(withStyle('.name span{color:#F2B632}'), 'en'))
    const check = brokenMusts(checks).find(({ name }) => name === 'name-readable')
    expect(check).toMatchObject({ findings: [{ language: 'en', params: { ratio: 1 } }] })
  })
})

describe('the facts of the brand', () => {
  const cases: [string, RuleName, Partial<Facts>][] = [
    ['no name', 'name-shown', { brand: { ...brand, name: '' } }],
    ['no privacy notice', 'privacy-linked', { brand: { ...brand, privacyUrl: '' } }],
    [
      'a privacy notice that is no web address',
      'privacy-linked',
      { brand: { ...brand, privacyUrl: 'javascript:alert(1)' } },
    ],
    ['no postal address', 'controller-named', { brand: { ...brand, postalAddress: ' ' } }],
    [
      'unreadable colours',
      'name-readable',
      { brand: { ...brand, theme: { ...brand.theme, onPrimary: '#FFFFFF' } } },
    ],
    [
      'a button that cannot be read',
      'text-readable',
      { brand: { ...brand, theme: { ...brand.theme, onInk: '#333333' } } },
    ],
    ['no number', 'number-connected', { hasWhatsAppNumber: false }],
    ['an address in Cyrillic', 'address-fits', { slug: 'зима-2026' }],
    ['a topic that is no longer asked for', 'topics-named', { topics: [offers] }],
  ]
  test.each(cases)('%s: %s', async (_, rule, change) => {
    const page = factsFor(change)
    expect(await brokenBy(await render(page), page)).toContain(rule)
  })

  test('a promise that changed after the page was rendered is found on the stored page', async () => {
    const now = factsFor({ topics: [{ ...offers, maxPerMonth: 4 }, workshop] })
    expect(await brokenBy(whole, now)).toEqual(['frequency-said'])
  })

  test('no topics at all', async () => {
    const page = factsFor({ content: contentFrom('counter', [], new Date('2026-11-20T09:00:00Z')) })
    expect(await brokenBy(await render(page), page)).toEqual(
      expect.arrayContaining(['topics-named', 'frequency-said']),
    )
  })
})

test('a text that is missing in one language says how many, where the first stands, and in which language', async () => {
  const form = consentBlock(facts.content)
  const place = { blockId: form.props.id, path: 'howToStop' }
  const content = withText(facts.content, place, { ...form.props.howToStop, en: ' ' })
  const page = factsFor({ content })
  const { checks } = await checkRendered(page, await render(page))
  const at = { in: 'block', ...place }
  expect(brokenMusts(checks)).toMatchObject([
    { name: 'how-to-stop', findings: [{ language: 'en', place: at }] },
    { name: 'languages-complete', findings: [{ language: 'en', place: at, params: { count: 1 } }] },
  ])
})

test('any page without the words of a must is red, wherever else they may stand', async () => {
  // What must be seen beside the form, as it stands in the document, and the rule that asks for it.
  const musts: [RuleName, RegExp][] = [
    ['name-shown', /<strong>Fietserij Noord<\/strong>/g],
    ['whatsapp-named', /<strong>WhatsApp<\/strong>/g],
    ['box-unticked', /<input id="consent"[^>]*>/g],
    ['number-editable', /<input id="phone"[^>]*>/g],
    ['how-to-stop', /<div class="small">[\s\S]*?<\/div>/g],
    ['privacy-linked', /<a href="https:\/\/fietserijnoord.example\/privacy">[^<]*<\/a>/g],
    ['controller-named', /Fietserij Noord B\.V\./g],
    ['supervisor-named', /Autoriteit Persoonsgegevens/g],
    ['button-says', /(?<=<button class="go"[^>]*>)[^<]+/g],
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...startingPointKeys),
      fc.constantFrom(...musts),
      fc.constantFrom('nl', 'en'),
      fc.constantFrom('', '&nbsp;', '<span hidden>Fietserij Noord WhatsApp STOP</span>', '<!-- gone -->'),
      async (key, [rule, words], language, instead) => {
        const content = contentFrom(key, [offers, workshop], new Date('2026-11-20T09:00:00Z'))
        const page = factsFor({ content })
        const rendered = (await render(page)).map((form) =>
          form.language === language ? { ...form, formHtml: form.formHtml.replace(words, instead) } : form,
        )
        const { checks } = await checkRendered(page, rendered)
        const broken = brokenMusts(checks).find(({ name }) => name === rule)
        expect(broken?.findings.some((finding) => finding.language === language)).toBe(true)
      },
    ),
    { numRuns: 16 },
  )
}, 90_000)

/** Text that does not compress. */
function noise(length: number): string {
  let state = 1
  let text = ''
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647
    text += state.toString(36)
  }
  return text.slice(0, length)
}
