import type { AddTopicInput } from '@/core/consent/topics/schema'
import type { LocalText } from '@/db/schema/consent'
import type { PublicLanguage, TopicCategory } from '@/db/states'

type Words = Record<PublicLanguage, string>

/** A topic as the form holds it: every language has a field, and a number may be half typed. */
export type TopicDraft = {
  name: Words
  description: Words
  category: TopicCategory
  isPromised: boolean
  perMonth: string
}

const words = (text?: LocalText): Words => ({
  nl: text?.nl ?? '',
  en: text?.en ?? '',
  de: text?.de ?? '',
  fr: text?.fr ?? '',
})

type Saved = {
  name: LocalText
  description: LocalText
  category: TopicCategory
  maxPerMonth: number | null
}

/** The form of a topic that is there, or of a new one. */
export const draftOf = (topic?: Saved): TopicDraft => ({
  name: words(topic?.name),
  description: words(topic?.description),
  category: topic?.category ?? 'marketing',
  isPromised: topic ? topic.maxPerMonth !== null : true,
  perMonth: String(topic?.maxPerMonth ?? 2),
})

/** What the form says, for the server to judge. A number that cannot be read is 0, which no promise may be. */
export const toInput = ({ isPromised, perMonth, ...rest }: TopicDraft): AddTopicInput => ({
  ...rest,
  maxPerMonth: isPromised ? (/^\d{1,3}$/.test(perMonth.trim()) ? Number(perMonth) : 0) : null,
})
