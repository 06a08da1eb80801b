import type { BrandTheme } from '@/db/schema/brands'
import type { Locale } from '@/db/states'
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
  language: Locale
  languages: readonly Locale[]
  /** Choices beside the phone field, nearest countries first. */
  callingCodes: CallingCode[]
  /** In the builder nothing is filled in, so places to fill in are left out. */
  isPreview?: boolean
}

export type RenderedPage = {
  formHtml: string
  confirmHtml: string
  doneHtml: string
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
export type MarkName = (typeof markNames)[number]

/** The mark itself, as the renderer writes it. Private-use characters, which the input schema takes out of texts. */
export const mark = (name: MarkName): string => `\uE000${name}\uE001`

/** The mark as it belongs in this rendering. */
export const markIn = (page: RenderInput, name: MarkName): string => (page.isPreview ? '' : mark(name))

const attributeMark = /\sdata-mark="(\uE000[a-z-]+\uE001)"/g

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
  const parts = html.split(/\uE000([a-z-]+)\uE001/)
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

const listFormats = { nl: new Intl.ListFormat('nl'), en: new Intl.ListFormat('en') }

/** How often at the most over all topics of the tick: promises add up. Null when none of them promises a number. */
export function promisedPerMonth(topics: readonly PageTopic[]): number | null {
  const promises = topics.flatMap((topic) => topic.maxPerMonth ?? [])
  return promises.length === 0 ? null : promises.reduce((sum, promise) => sum + promise, 0)
}

/**
 * The consent sentence: who, through what, about what, how often (GDPR article 4(11): specific and informed;
 * WhatsApp's opt-in policy: the business named).
 */
export function consentSentence(input: {
  brandName: string
  language: Locale
  form: BlockOf<'OptInForm'>
  topics: readonly PageTopic[]
}): Run[] {
  const { brandName, language, form, topics } = input
  const about = listFormats[language].format(form.props.topics.map((topic) => topic.words[language].trim()))
  const chosen = topics.filter((topic) => form.props.topics.some((choice) => choice.topicId === topic.id))
  const perMonth = promisedPerMonth(chosen)
  const strong = (text: string): Run => ({ text, strong: true })
  const plain = (text: string): Run => ({ text, strong: false })
  if (language === 'nl') {
    const often = perMonth === null ? 'alleen als er iets te melden is' : `hooguit ${perMonth} per maand`
    return [
      plain('Ja, '),
      strong(brandName),
      plain(' mag mij via '),
      strong('WhatsApp'),
      plain(` berichten sturen over ${about}, ${often}.`),
    ]
  }
  const often = perMonth === null ? 'only when there is news' : `at most ${perMonth} a month`
  return [
    plain('Yes, '),
    strong(brandName),
    plain(' may send me messages on '),
    strong('WhatsApp'),
    plain(` about ${about}, ${often}.`),
  ]
}

/** The sentence as one text, as it is hashed and kept. */
export const runsText = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

/** The page's one consent block; the schema sees to it that there is exactly one. */
export function consentBlock(content: PageContent): BlockOf<'OptInForm'> {
  const block = content.content.find((block): block is BlockOf<'OptInForm'> => block.type === 'OptInForm')
  if (!block) throw new Error('a page without its consent block')
  return block
}
