import type { PublicLanguage } from '@/db/states'
import { pictureFallback } from '../../pictures/rules'
import { escapeHtml } from '../document/rules'
import type { PageContent } from '../schema'

/** As Open Graph writes languages. */
const ogLocales: Record<PublicLanguage, string> = { nl: 'nl_NL', en: 'en_GB', de: 'de_DE', fr: 'fr_FR' }

/** The picture of a shared link, in CSS pixels: what WhatsApp, Facebook and LinkedIn show whole. */
export const shareSize = { width: 1200, height: 630 } as const

export type ShareInput = {
  content: PageContent
  language: PublicLanguage
  /** In which the version exists. */
  languages: readonly PublicLanguage[]
  brandName: string
  slug: string
  versionId: string
  /** Where the page is, without a slash at the end. */
  origin: string
}

/** What a page is called and says of itself, without marks for strong words. */
export function shareTexts(content: PageContent, language: PublicLanguage): { title: string; text: string } {
  const hero = content.content.find((block) => block.type === 'Hero')
  const plain = (text: string | undefined) => (text ?? '').replaceAll('**', '').trim()
  return { title: plain(content.root.props.title[language]), text: plain(hero?.props.text[language]) }
}

/** The address of the drawn picture. It names a version, so it never changes what it shows. */
export const sharePath = (slug: string, versionId: string, language: PublicLanguage): string =>
  `/p/${slug}/share/${versionId}-${language}.png`

/**
 * What a page tells those who show a link to it, and search engines about its languages. Put in when it is served, because the
 * domain of a brand may change after its pages were published.
 */
export function shareHead(input: ShareInput): string {
  const { content, language, languages, brandName, slug, versionId, origin } = input
  const { title, text } = shareTexts(content, language)
  const page = `${origin}/p/${slug}`
  const inLanguage = (one: PublicLanguage) => (languages.length > 1 ? `${page}?lang=${one}` : page)
  const own = content.root.props.ogPicture
  const picture = own ? pictureFallback(own) : sharePath(slug, versionId, language)
  const size = own ?? shareSize
  const meta = (name: string, value: string | number) =>
    value === '' ? '' : `<meta property="og:${name}" content="${escapeHtml(String(value))}">`
  const alternates = languages.map(
    (one) => `<link rel="alternate" hreflang="${one}" href="${escapeHtml(inLanguage(one))}">`,
  )
  return [
    `<link rel="canonical" href="${escapeHtml(inLanguage(language))}">`,
    ...(languages.length > 1 ? alternates : []),
    meta('type', 'website'),
    meta('site_name', brandName),
    meta('title', title),
    meta('description', text),
    meta('url', inLanguage(language)),
    meta('locale', ogLocales[language]),
    meta('image', `${origin}${picture}`),
    meta('image:width', size.width),
    meta('image:height', size.height),
    meta('image:alt', `${title} · ${brandName}`),
    '<meta name="twitter:card" content="summary_large_image">',
  ].join('')
}
