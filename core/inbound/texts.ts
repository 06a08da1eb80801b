import type { PublicLanguage } from '@/db/states'
import type { ReplyFacts, ReplyKind, ReplyWords } from './reply-words'
import { de, fr } from './texts-de-fr'
import { en, nl } from './texts-nl-en'

const words: Record<PublicLanguage, ReplyWords> = { nl, en, de, fr }

/** One answer in the person's language. */
export const replyText = (kind: ReplyKind, language: PublicLanguage, facts: ReplyFacts): string =>
  words[language][kind](facts)
