import type { Element } from 'happy-dom'
import { asRead, consentLabel, inForm } from '../form-parts'
import type { OpenedPage } from '../opened-page'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'
import { leastContrast, oneDecimal } from './text-readable'

/** The innermost elements whose own words hold the name. */
function namingElements(opened: OpenedPage, inside: Element | null | undefined, name: string): Element[] {
  if (!inside) return []
  const all = [inside, ...inside.querySelectorAll('*')]
  return all.filter(
    (element) =>
      asRead(element.textContent ?? '').includes(name) &&
      ![...element.children].some((child) => asRead(child.textContent ?? '').includes(name)) &&
      opened.isSeen(element),
  )
}

/** A name in the colour of its ground is no name: it needs the contrast that any text needs. */
export const nameReadable: Rule<'name-readable'> = {
  name: 'name-readable',
  level: 'must',
  source: sources.whatsAppOptIn,
  check: inEachLanguage((opened, page) => {
    const name = asRead(page.brand.name)
    const places = [
      {
        elements: namingElements(opened, opened.document.querySelector('header'), name),
        place: { in: 'brand-settings' },
      },
      { elements: namingElements(opened, consentLabel(opened), name), place: inForm(page) },
    ] as const
    return places.flatMap(({ elements, place }): Finding[] => {
      const ratios = elements.map((element) => opened.contrast(element))
      const ratio = Math.min(...ratios)
      return ratio < leastContrast ? [{ place, params: { ratio: oneDecimal(ratio) } }] : []
    })
  }),
}
