import type { PublicLanguage } from '@/db/states'
import { de } from './words-de'
import { en } from './words-en'
import { fr } from './words-fr'
import { nl } from './words-nl'

/** Everything that stands on a person's own page, in the four languages that we write to people in. */
export const ownWords: Record<PublicLanguage, typeof nl> = { nl, en, de, fr }

export type OwnWords = typeof nl

const regions: Record<PublicLanguage, string> = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }

/** `21 november 2026 om 15:04 CET`: a moment with its zone. */
export const momentOf = (at: Date, language: PublicLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(regions[language], {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
  }).format(at)

/** `21 november 2026` */
export const dayOf = (at: Date, language: PublicLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(regions[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  }).format(at)
