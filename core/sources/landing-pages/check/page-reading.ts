import type { Element, HTMLElement, Window } from 'happy-dom'
import { type Colour, contrastOf, layOver, readColour } from './colours'

type Style = ReturnType<Window['getComputedStyle']>

/** What somebody who looks at the page sees of it. */
export type Reading = {
  /** An element's text as it is seen, in one line; empty where nothing of it is seen. */
  seenText: (element: Element) => string
  /** The same, with what is folded away. */
  wholeText: (element: Element) => string
  /** Whether it is in front of somebody, though perhaps in a colour that nobody can read. */
  isSeen: (element: Element) => boolean
  /** WCAG contrast of an element's own text with what lies under it; 0 where that cannot be told. */
  contrast: (element: Element) => number
}

const white: Colour = { rgb: [255, 255, 255], alpha: 1 }
/** What is moved out of sight lies further out than any screen is wide. */
const outOfSightPx = -900
const inlineTags = new Set(['A', 'B', 'EM', 'I', 'SMALL', 'SPAN', 'STRONG', 'TIME', 'U'])

/** Their words are no text on the page: a list of 240 countries is a choice. */
const wordless = new Set(['SELECT', 'STYLE', 'SCRIPT', 'svg', 'SVG'])

const isSmall = (length: string) => length !== '' && Number.parseFloat(length) <= 1
const isFarOut = (length: string) => Number.parseFloat(length) < outOfSightPx

function hides(style: Style): boolean {
  if (style.display === 'none' || style.visibility === 'hidden' || style.visibility === 'collapse')
    return true
  if (style.opacity !== '' && Number(style.opacity) === 0) return true
  if (Number.parseFloat(style.fontSize) === 0) return true
  const isPlaced = style.position === 'absolute' || style.position === 'fixed'
  if (isPlaced && (isFarOut(style.left) || isFarOut(style.top))) return true
  if (isFarOut(style.textIndent)) return true
  return style.overflow === 'hidden' && (isSmall(style.height) || isSmall(style.width))
}

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Text that is folded away is in front of nobody: of a closed `details` only the summary is. */
const isFolded = (element: Element): boolean =>
  element.closest('details:not([open])') !== null && element.closest('summary') === null

/** Reads a page with its style sheet. `window` holds the document, as wide as the screen that is meant. */
export function readingOf(window: Window): Reading {
  const styles = new Map<Element, Style>()
  const styleOf = (element: Element): Style => {
    const style = styles.get(element) ?? window.getComputedStyle(element as HTMLElement)
    styles.set(element, style)
    return style
  }
  const hidden = new Map<Element, boolean>()
  const isHidden = (element: Element): boolean => {
    const known = hidden.get(element)
    if (known !== undefined) return known
    const { parentElement } = element
    const found =
      element.hasAttribute('hidden') ||
      hides(styleOf(element)) ||
      (parentElement !== null && isHidden(parentElement))
    hidden.set(element, found)
    return found
  }
  const isSeen = (element: Element) => !isHidden(element) && !isFolded(element)

  const rawText = (element: Element, isShown: (element: Element) => boolean): string => {
    if (element.tagName === 'BR') return ' '
    if (wordless.has(element.tagName) || !isShown(element)) return ''
    let text = ''
    for (const node of element.childNodes) {
      if (node.nodeType === window.Node.TEXT_NODE) text += node.textContent ?? ''
      else if (node.nodeType === window.Node.ELEMENT_NODE) text += rawText(node as Element, isShown)
    }
    return inlineTags.has(element.tagName) ? text : ` ${text} `
  }

  /** The colours under an element, from the page up to its own ground; null where a picture or gradient lies there. */
  const ground = (element: Element): Colour | null => {
    const under = element.parentElement ? ground(element.parentElement) : white
    const { backgroundColor, backgroundImage } = styleOf(element)
    if (!/^(initial|none|)$/.test(backgroundImage)) return null
    const own = backgroundColor === '' ? null : readColour(backgroundColor)
    if (backgroundColor !== '' && own === null) return null
    return under === null ? (own?.alpha === 1 ? own : null) : own ? layOver(own, under) : under
  }

  return {
    isSeen,
    seenText: (element) => inOneLine(rawText(element, isSeen)),
    wholeText: (element) => inOneLine(rawText(element, (one) => !isHidden(one))),
    contrast: (element) => {
      const under = ground(element)
      const ink = readColour(styleOf(element).color || 'black')
      return under && ink ? contrastOf(layOver(ink, under), under) : 0
    },
  }
}
