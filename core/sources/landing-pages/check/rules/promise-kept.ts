import { plainWords } from '../../../../consent/keywords'
import { promisedPerMonth } from '../../consent-sentence/rules'
import { consentBlock } from '../../document/rules'
import { blockOf, consentLabel } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** Words that promise more messages than so many a month. */
const rhythms: { perMonth: number; words: RegExp }[] = [
  {
    perMonth: 30,
    words: /\b(dagelijks|elke dag|iedere dag|daily|every day|taglich|jeden tag|chaque jour|quotidien\w*)\b/,
  },
  {
    perMonth: 4,
    words:
      /\b(wekelijks\w*|elke week|iedere week|weekly|every week|wochentlich\w*|jede woche|chaque semaine|hebdomadaire\w*)\b/,
  },
]

/** Elsewhere on the page nothing promises more than the sentence that people agree to. */
export const promiseKept: Rule<'promise-kept'> = {
  name: 'promise-kept',
  level: 'should',
  source: sources.gdpr,
  check: inEachLanguage((opened, page) => {
    const chosen = consentBlock(page.content).props.topics
    const promised = promisedPerMonth(
      page.topics.filter(({ id }) => chosen.some(({ topicId }) => topicId === id)),
    )
    if (promised === null) return []
    const label = consentLabel(opened)
    return [...opened.document.querySelectorAll('[data-block]')].flatMap((block): Finding[] => {
      if (label && block.contains(label)) return []
      const text = plainWords(opened.seenText(block))
      const more = rhythms.find(({ perMonth, words }) => perMonth > promised && words.test(text))
      const place = blockOf(block)
      return more && place ? [{ place, params: { words: words(text, more.words), promised } }] : []
    })
  }),
}

const words = (text: string, pattern: RegExp): string => pattern.exec(text)?.[0] ?? ''
