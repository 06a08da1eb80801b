import type { BrandTheme } from '@/db/schema/brands'
import type { PublicLanguage } from '@/db/states'
import type { BlockOf, PageContent } from '../schema'

/** What the public page as a document is made from and made of. Pure, and safe in a browser. */

export type PageBrand = {
  name: string
  legalName: string
  contactEmail: string
  postalAddress: string
  websiteUrl: string
  privacyUrl: string
  logoSvg: string | null
  theme: BrandTheme
  defaultCountry: string
  /** Numbers of these countries are taken; none named: of every country. */
  servedCountries?: readonly string[]
  timeZone: string
}

export type PageTopic = {
  id: string
  /** The promise: at most so many messages in any 30 days, null where the person's own doing sets the number. */
  maxPerMonth: number | null
}

export type CallingCode = { country: string; name: string; callingCode: string }

export type RenderInput = {
  brand: PageBrand
  content: PageContent
  topics: PageTopic[]
  language: PublicLanguage
  /** The page's own, for the visitor to choose from. */
  languages: readonly PublicLanguage[]
  /** Choices beside the phone field, nearest countries first. */
  callingCodes: CallingCode[]
  /** In the builder nothing is filled in, so places to fill in are left out. */
  isPreview?: boolean
  /** The moment of a preview; a stored page is told the time when it is served. */
  now?: Date
}

export type RenderedPage = {
  formHtml: string
  confirmHtml: string
  doneHtml: string
  /** Only of a page that has us ask by a message. */
  askedHtml: string | null
  /** SHA-256 of the one style element, base64. */
  styleHash: string
}

/**
 * Places in a stored page where something is filled in when it is served. Those that end in `-html` take markup
 * of our own making, those in `-attributes` stand inside a tag, all others take text and are escaped.
 */
export const markNames = [
  'notice-html',
  'phone',
  'phone-attributes',
  'phone-error-html',
  'consent-attributes',
  'consent-error-html',
  'chosen-country-html',
  'version',
  'query',
  'code',
  'masked-phone',
  'expires',
  'open-link',
  'qr-html',
  'waiting-html',
  'form-link',
] as const

/**
 * A page's own marks: for each asked field its answer, attributes and trouble, and for each countdown (by its
 * moment, in seconds) the time left. A key has no dash, so no field can pass for markup.
 */
type OwnMark = `field:${string}` | `left:${number}`
export type MarkName = (typeof markNames)[number] | OwnMark

/** The mark itself, as the renderer writes it. Private-use characters, which the input schema takes out of texts. */
export const mark = (name: MarkName): string => `\uE000${name}\uE001`

/** The mark as it belongs in this rendering. */
export const markIn = (page: RenderInput, name: MarkName): string => (page.isPreview ? '' : mark(name))

const attributeMark = /\sdata-mark="(\uE000[a-z0-9_:-]+\uE001)"/g

/** React cannot write half an attribute: `data-mark="…"` stands in for it and becomes the bare mark. */
export const bareAttributeMarks = (html: string): string => html.replace(attributeMark, '$1')

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes for text and for quoted attributes alike. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] as string)

export type MarkValues = Partial<Record<MarkName, string>>

/** A stored page taken apart at its marks, so that filling it is one pass without searching. */
export type Template = { texts: string[]; marks: MarkName[] }

export function parseTemplate(html: string): Template {
  const parts = html.split(/\uE000([a-z0-9_:-]+)\uE001/)
  return {
    texts: parts.filter((_, i) => i % 2 === 0),
    marks: parts.filter((_, i) => i % 2 === 1) as MarkName[],
  }
}

/** Fills a page. What is not given becomes empty. */
export function fillTemplate({ texts, marks }: Template, values: MarkValues): string {
  let html = texts[0] ?? ''
  marks.forEach((name, i) => {
    const value = values[name] ?? ''
    const raw = name.endsWith('-html') || name.endsWith('-attributes')
    html += (raw ? value : escapeHtml(value)) + texts[i + 1]
  })
  return html
}

export type Run = { text: string; strong: boolean }

/** Reads `**strong**` in a text, and keeps an amount on one line with its sign. All else stays as it was typed. */
export function readRuns(text: string): Run[] {
  return text
    .replace(/€ (?=\d)/g, '€\u00A0')
    .split(/\*\*(.+?)\*\*/s)
    .map((part, i) => ({ text: part, strong: i % 2 === 1 }))
    .filter((run) => run.text !== '')
}

/** The page's one consent block; the schema sees to it that there is exactly one. */
export function consentBlock(content: PageContent): BlockOf<'OptInForm'> {
  const block = content.content.find((block): block is BlockOf<'OptInForm'> => block.type === 'OptInForm')
  if (!block) throw new Error('a page without its consent block')
  return block
}
