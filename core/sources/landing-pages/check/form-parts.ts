import type { Element } from 'happy-dom'
import { consentBlock } from '../document/rules'
import type { OpenedPage } from './opened-page'
import type { CheckedPage, Place } from './rule'

/** The boxes to tick for consent; a page should have one. */
export const consentBoxes = ({ form }: OpenedPage): Element[] => [
  ...(form?.querySelectorAll('input[type="checkbox"][name="consent"]') ?? []),
]

/** The words beside the box, or undefined. */
export function consentLabel({ form, document }: OpenedPage): Element | undefined {
  const box = form?.querySelector('input[type="checkbox"][name="consent"]')
  const id = box?.getAttribute('id')
  return (id ? document.querySelector(`label[for="${id}"]`) : box?.closest('label')) ?? undefined
}

/** The sentence beside the box as it is seen; empty without one. */
export function seenSentence(opened: OpenedPage): string {
  const label = consentLabel(opened)
  return label ? opened.seenText(label) : ''
}

/** A place in the consent block. */
export const inForm = ({ content }: CheckedPage, path?: string): Extract<Place, { in: 'block' }> => ({
  in: 'block',
  blockId: consentBlock(content).props.id,
  ...(path === undefined ? {} : { path }),
})

/** The block that an element was drawn by, as a place. */
export function blockOf(element: Element): Extract<Place, { in: 'block' }> | undefined {
  const blockId = element.closest('[data-block]')?.getAttribute('data-block')
  return blockId ? { in: 'block', blockId } : undefined
}

/** Non-breaking spaces and line ends are spaces to a reader. */
export const asRead = (text: string): string => text.replace(/\s+/g, ' ').trim()
