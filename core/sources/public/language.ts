import { type Locale, locales } from '@/db/states'

const isLocale = (value: string): value is Locale => locales.some((locale) => locale === value)

/** The first of our languages in an Accept-Language header, by its weights (RFC 9110, 12.5.4). */
function preferredLanguage(header: string | null): Locale | undefined {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined)
      return {
        language: tag.split('-')[0]?.toLowerCase() ?? '',
        weight: weight === undefined ? 1 : Number(weight),
      }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
    .find(isLocale)
}

/** The language of an answer: what was chosen in the address, else what the browser asks for, else `fallback`. */
export function languageOf(request: Request, url: URL, fallback: Locale): Locale {
  const chosen = url.searchParams.get('lang') ?? ''
  return isLocale(chosen) ? chosen : (preferredLanguage(request.headers.get('accept-language')) ?? fallback)
}
