import { en, type Words } from './words-en'
import { nl } from './words-nl'

export type Language = 'nl' | 'en'

export const words: Record<Language, Words> = { nl, en }

/** The language asked for, else the first of Dutch and English that the browser likes. */
export function chooseLanguage(asked: string | undefined, accept: string | undefined): Language {
  if (asked === 'nl' || asked === 'en') return asked
  const liked = (accept ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return liked.find((language): language is Language => language === 'nl' || language === 'en') ?? 'en'
}
