import type { PublicLanguage } from '@/db/states'
import type { PageTopic, Run } from '../document/rules'
import type { BlockOf } from '../schema'

/** How often at the most over all topics of the tick: promises add up. Null when none of them promises a number. */
export function promisedPerMonth(topics: readonly PageTopic[]): number | null {
  const promises = topics.flatMap((topic) => topic.maxPerMonth ?? [])
  return promises.length === 0 ? null : promises.reduce((sum, promise) => sum + promise, 0)
}

type Sentence = {
  /** Around the brand's name and the name of WhatsApp. */
  parts: [string, string]
  end: (about: string, perMonth: number | null) => string
}

const sentences: Record<PublicLanguage, Sentence> = {
  nl: {
    parts: ['Ja, ', ' mag mij via '],
    end: (about, perMonth) =>
      ` berichten sturen over ${about}, ${perMonth === null ? 'alleen als er iets te melden is' : `hooguit ${perMonth} per maand`}.`,
  },
  en: {
    parts: ['Yes, ', ' may send me messages on '],
    end: (about, perMonth) =>
      ` about ${about}, ${perMonth === null ? 'only when there is news' : `at most ${perMonth} a month`}.`,
  },
  de: {
    parts: ['Ja, ', ' darf mir über '],
    end: (about, perMonth) =>
      ` Nachrichten schicken, und zwar über ${about}, ${perMonth === null ? 'nur wenn es etwas zu berichten gibt' : `höchstens ${perMonth} im Monat`}.`,
  },
  // In brackets, because `de` would change with the word that follows it.
  fr: {
    parts: ['Oui, ', ' peut m’envoyer des messages sur '],
    end: (about, perMonth) =>
      ` (${about}), ${perMonth === null ? 'seulement s’il y a du nouveau' : `${perMonth} par mois au maximum`}.`,
  },
}

/** What a tick is for, in the page's own words: `acties en nieuws`. */
export const topicsSaid = (form: BlockOf<'OptInForm'>, language: PublicLanguage): string =>
  new Intl.ListFormat(language).format(form.props.topics.map((topic) => topic.words[language].trim()))

/**
 * The consent sentence: who, through what, about what, how often (GDPR article 4(11): specific and informed;
 * WhatsApp's opt-in policy: the business named).
 */
export function consentSentence(input: {
  brandName: string
  language: PublicLanguage
  form: BlockOf<'OptInForm'>
  topics: readonly PageTopic[]
}): Run[] {
  const { brandName, language, form, topics } = input
  const about = topicsSaid(form, language)
  const chosen = topics.filter((topic) => form.props.topics.some((choice) => choice.topicId === topic.id))
  const { parts, end } = sentences[language]
  return [
    { text: parts[0], strong: false },
    { text: brandName, strong: true },
    { text: parts[1], strong: false },
    { text: 'WhatsApp', strong: true },
    { text: end(about, promisedPerMonth(chosen)), strong: false },
  ]
}

/** The sentence as one text, as it is hashed and kept. */
export const runsText = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')
