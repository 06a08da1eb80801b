import type { PublicLanguage } from '@/db/states'
import { de } from './words-de'
import { en } from './words-en'
import { fr } from './words-fr'
import { nl, type PublicWords } from './words-nl'

/** What a passer-by reads when something is not as it should be. */
export const publicWords: Record<PublicLanguage, PublicWords> = { nl, en, de, fr }
