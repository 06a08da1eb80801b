import type { Element } from 'happy-dom'
import { blockOf } from '../form-parts'
import type { OpenedPage } from '../opened-page'
import type { CheckedPage, Finding, Rule } from '../rule'
import { sources } from '../sources'

/** WCAG 2.2, 1.4.3, for text of any size. */
export const leastContrast = 4.5

/** Rounded down, so that 4.49 never reads as 4.5. */
export const oneDecimal = (ratio: number): number => Math.floor(ratio * 10) / 10

const hasOwnWords = (element: Element): boolean =>
  [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '')

/** The worst of each block; what stands in no block (head and foot) is the brand's. */
function worstByBlock(opened: OpenedPage, { brand }: CheckedPage): Finding[] {
  const worst = new Map<string, Finding & { params: { ratio: number } }>()
  for (const element of opened.document.querySelectorAll('body *')) {
    if (!hasOwnWords(element) || element.closest('option, select, svg') || !opened.isSeen(element)) continue
    const ratio = opened.contrast(element)
    if (ratio >= leastContrast) continue
    const place = blockOf(element) ?? ({ in: 'brand-settings' } as const)
    const key = place.in === 'block' ? place.blockId : place.in
    const known = worst.get(key)
    if (!known || ratio < known.params.ratio) {
      worst.set(key, { place, params: { ratio: oneDecimal(ratio), brand: brand.name } })
    }
  }
  return [...worst.values()]
}

/** Every text on the page can be read by somebody with poor sight. Colours are the same in every language. */
export const textReadable: Rule<'text-readable'> = {
  name: 'text-readable',
  level: 'must',
  source: sources.wcag,
  check: (page) => (page.pages[0] ? worstByBlock(page.pages[0], page) : []),
}
