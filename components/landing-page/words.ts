import type { PublicLanguage } from '@/db/states'
import { de } from './words-de'
import { en } from './words-en'
import { fr } from './words-fr'
import { nl, type PageWords } from './words-nl'

/** The fixed words of public pages in the languages that a page can have. */
export const publicWords: Record<PublicLanguage, PageWords> = { nl, en, de, fr }
