import type { LocalText as TopicName } from '@/db/schema/consent'
import type { LocalText } from './schema'

const lowerFirst = (text = '') => text.charAt(0).toLowerCase() + text.slice(1)

/** A topic's own name as it stands in the consent sentence. German nouns keep their capitals. */
export const wordsFrom = ({ nl, en, de = '', fr }: TopicName): LocalText => ({
  nl: lowerFirst(nl),
  en: lowerFirst(en),
  de,
  fr: lowerFirst(fr),
})
