import { type PublicLanguage, publicLanguages } from '@/db/states'

const isPublic = (value: string): value is PublicLanguage => publicLanguages.some((one) => one === value)

/** The first of the known languages in an Accept-Language header, by its weights (RFC 9110, 12.5.4). */
function preferredLanguage<L extends string>(
  header: string | null,
  isOurs: (value: string) => value is L,
): L | undefined {
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
    .find(isOurs)
}

/**
 * The language of an answer: what was chosen in the address, else what the browser asks for, else `fallback`; one of
 * `among` where only those are there.
 */
export function languageOf(
  request: Request,
  url: URL,
  fallback: PublicLanguage,
  among: readonly PublicLanguage[] = publicLanguages,
): PublicLanguage {
  const isThere = (value: string): value is PublicLanguage => among.some((one) => one === value)
  const chosen = url.searchParams.get('lang') ?? ''
  if (isThere(chosen)) return chosen
  const last = isThere(fallback) ? fallback : (among[0] ?? fallback)
  return preferredLanguage(request.headers.get('accept-language'), isThere) ?? last
}

/** The language of a page about which nothing is known but who asks: the first of the four that the browser names. */
export const publicLanguageFor = (request: Request): PublicLanguage =>
  preferredLanguage(request.headers.get('accept-language'), isPublic) ?? 'en'
