import { type PublicLanguage, publicLanguages } from '@/db/states'
import type { Brand } from '../../brands/queries'
import { escapeHtml } from '../../sources/landing-pages/document/rules'
import { respondHtml } from '../../sources/public/respond'
import { ownPageStyles } from './styles'
import { ownWords } from './words'

/** What every answer of these addresses carries: kept nowhere, found by nobody, told to no other site. */
export const closedHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
}

const names: Record<PublicLanguage, string> = {
  nl: 'Nederlands',
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
}

type Sheet = {
  request: Request
  language: PublicLanguage
  title: string
  /** Markup of our own making. */
  body: string
  brand?: Brand
  /** Where a language is chosen: posts `do=language` there. Left out where nothing can be chosen. */
  languagesAt?: string
  status?: number
  headers?: Record<string, string>
}

/** A page of the person's own: the brand's bar, one style element, no script, nothing to fetch. */
export function respondSheet({
  request,
  language,
  title,
  body,
  brand,
  languagesAt,
  status,
  headers,
}: Sheet): Response {
  const { css, hash } = ownPageStyles(brand?.theme)
  const words = ownWords[language]
  const bar = brand
    ? `<header class="bar"><div class="w"><div class="name">${brand.logoSvg ? `<span class="logo" aria-hidden="true">${brand.logoSvg}</span>` : ''}<span>${escapeHtml(brand.name)}</span></div>${languagesAt ? languageChoice(language, languagesAt, words.language) : ''}</div></header>`
    : ''
  const foot = brand
    ? `<footer><div class="w"><p>${escapeHtml(brand.legalName)} · ${escapeHtml(brand.postalAddress)}</p><p><a href="mailto:${escapeHtml(brand.contactEmail)}">${escapeHtml(brand.contactEmail)}</a> · <a href="${escapeHtml(brand.privacyUrl)}" rel="noreferrer">${words.privacy}</a></p></div></footer>`
    : ''
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${escapeHtml(title)}${brand ? ` · ${escapeHtml(brand.name)}` : ''}</title><link rel="icon" href="data:,"><style>${css}</style></head><body>${bar}<main><div class="w">${body}</div></main>${foot}</body></html>`
  return respondHtml({
    request,
    body: html,
    styleHash: hash,
    ...(status === undefined ? {} : { status }),
    headers: { ...closedHeaders, ...headers },
  })
}

function languageChoice(language: PublicLanguage, action: string, label: string): string {
  const items = publicLanguages.map(
    (one) =>
      `<li><button name="language" value="${one}" lang="${one}"${one === language ? ' aria-current="true"' : ''}>${names[one]}</button></li>`,
  )
  return `<details class="lang"><summary aria-label="${language.toUpperCase()}, ${label}: ${names[language]}">${language.toUpperCase()}</summary><form method="post" action="${action}"><input type="hidden" name="do" value="language"><ul>${items.join('')}</ul></form></details>`
}

type PlainSheet = {
  request: Request
  language: PublicLanguage
  name: 'gone' | 'tooMany' | 'wrong'
  status: number
}

/** A page that needs nothing to be known: in the reader's language first, then in the others. The same for every reason. */
export function respondPlainSheet({ request, language, name, status }: PlainSheet): Response {
  const { [`${name}Title` as const]: title, [`${name}Text` as const]: text } = ownWords[language]
  const others = publicLanguages
    .filter((one) => one !== language)
    .map((one) => {
      const { [`${name}Title` as const]: title, [`${name}Text` as const]: text } = ownWords[one]
      return `<section class="other" lang="${one}"><h2>${title}</h2><p>${text}</p></section>`
    })
  const body = `<h1>${title}</h1><p class="q">${text}</p>${others.join('')}`
  return respondSheet({ request, language, title, body, status })
}
