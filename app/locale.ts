import { type Locale, locales } from '@/db/states'

/** Whether it is a language we speak. */
export const isLocale = (value: string | undefined): value is Locale =>
  locales.some((locale) => locale === value)

/** The first language of an Accept-Language header that we speak; Dutch when there is none. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1]
      return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q) || 0 }
    })
    .sort((a, b) => b.weight - a.weight)
  for (const { language, weight } of wanted) if (weight > 0 && isLocale(language)) return language
  return 'nl'
}
