import { missingTexts } from '../../rules'
import { blockOf } from '../form-parts'
import type { OpenedPage } from '../opened-page'
import type { CheckedPage, Finding, Place, Rule } from '../rule'
import { sources } from '../sources'

const placeOf = ({ blockId, path }: { blockId: string; path: string }): Place =>
  blockId === 'root' ? { in: 'page-settings' } : { in: 'block', blockId, path }

/** Blocks that say something in another language and nothing in this one, on the page as it is seen. */
function emptyBlocks({ pages }: CheckedPage, opened: OpenedPage): Finding[] {
  const idsWithText = (page: OpenedPage) =>
    new Map(
      [...page.document.querySelectorAll('[data-block]')].map((block) => [
        block.getAttribute('data-block') ?? '',
        { block, isEmpty: page.seenText(block) === '' },
      ]),
    )
  const here = idsWithText(opened)
  const empty = new Map<string, Place>()
  for (const other of pages) {
    for (const [id, { block, isEmpty }] of idsWithText(other)) {
      const mine = here.get(id)
      if (!isEmpty && (!mine || mine.isEmpty)) empty.set(id, blockOf(block) ?? { in: 'page-settings' })
    }
  }
  return [...empty.values()].map((place) => ({ language: opened.language, place, params: { count: 1 } }))
}

/** Whoever reads the page in one of its languages reads all of it in that language. */
export const languagesComplete: Rule<'languages-complete'> = {
  name: 'languages-complete',
  level: 'must',
  source: sources.gdpr,
  check: (page) => {
    const languages = page.pages.map(({ language }) => language)
    return page.pages.flatMap((opened): Finding[] => {
      const missing = missingTexts(page.content, opened.language, languages)
      const [first] = missing
      if (!first) return emptyBlocks(page, opened)
      return [{ language: opened.language, place: placeOf(first), params: { count: missing.length } }]
    })
  },
}
