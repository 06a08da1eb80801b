import type { LocalText } from '@/db/schema/consent'
import type { PublicLanguage } from '@/db/states'

/** A brand's own words in a subscriber's language; where the brand did not write them, in English. */
export const topicWords = (text: LocalText, language: PublicLanguage): string => text[language] || text.en
