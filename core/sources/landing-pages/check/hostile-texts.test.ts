import type { Element } from 'happy-dom'
import { expect, test } from 'vitest'
import { publicLanguages } from '@/db/states'
import { listTexts } from '../rules'
import { startingPointKeys } from '../schema'
import { contentFrom } from '../starting-points'
import { withOpenedPages } from './opened-page'
import { brand, factsFor, offers, render, workshop } from './testing-rendered'

/** What somebody types who tries to get out of a text, an attribute, a script, a style and a comment. */
const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(2)></style><!--{{x}}\u2028javascript:alert(3)`
const inEach = Object.fromEntries(publicLanguages.map((language) => [language, hostile])) as Record<
  (typeof publicLanguages)[number],
  string
>

const runs = (element: Element): boolean =>
  element.tagName === 'SCRIPT' ||
  [...element.attributes].some(
    ({ name, value }) =>
      /^on/i.test(name) || (/^(href|src|action)$/i.test(name) && /^\s*javascript:/i.test(value ?? '')),
  )

test.each(startingPointKeys)(
  'a script in every text field of %s stays a text, in every language',
  async (key) => {
    const content = contentFrom(key, [offers, workshop], new Date('2026-11-20T09:00:00Z'))
    content.root.props.languages = [...publicLanguages]
    const places = listTexts(content)
    for (const { text } of places) Object.assign(text, inEach)
    const facts = factsFor({
      content,
      brand: {
        ...brand,
        ...{
          name: hostile,
          legalName: hostile,
          contactEmail: hostile,
          postalAddress: hostile,
          logoSvg: null,
        },
      },
      topics: [offers, workshop].map((topic) => ({ ...topic, name: inEach })),
    })
    const rendered = await render(facts)
    expect(rendered.map(({ language }) => language)).toEqual([...publicLanguages])
    await withOpenedPages(rendered, (pages) => {
      for (const { document } of pages) {
        expect([...document.querySelectorAll('*')].filter(runs).map((element) => element.outerHTML)).toEqual(
          [],
        )
        expect(
          [...document.querySelectorAll('img')].filter((img) => img.getAttribute('src') === 'x'),
        ).toEqual([])
        // It is all there to be read, as it was typed.
        expect(document.body.textContent).toContain('<script>alert(1)</script>')
      }
    })
    expect(places.length).toBeGreaterThan(5)
  },
)
