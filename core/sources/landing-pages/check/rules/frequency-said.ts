import { promisedPerMonth } from '../../consent-sentence/rules'
import { consentBlock } from '../../document/rules'
import { asRead, inForm, seenSentence } from '../form-parts'
import { inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/**
 * The sentence says how often at the most, and it is what the brand promises now: a page that was rendered before the
 * promise changed is found as well.
 */
export const frequencySaid: Rule<'frequency-said'> = {
  name: 'frequency-said',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage((opened, page) => {
    const chosen = consentBlock(page.content).props.topics
    if (chosen.length === 0) return [{ how: 'unsaid', place: inForm(page, 'topics') }]
    const perMonth = promisedPerMonth(
      page.topics.filter(({ id }) => chosen.some(({ topicId }) => topicId === id)),
    )
    const sentence = seenSentence(opened)
    const numbers: string[] = sentence.match(/\d+/g) ?? []
    if (perMonth !== null) {
      if (numbers.includes(String(perMonth))) return []
      return [{ how: 'other', place: inForm(page, 'topics'), params: { perMonth } }]
    }
    // No number is promised; then the sentence ends by saying on what occasion messages come.
    const last = asRead(chosen.at(-1)?.words[opened.language] ?? '')
    const rest = last === '' ? '' : sentence.slice(sentence.lastIndexOf(last) + last.length)
    return rest.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length >= 3
      ? []
      : [{ how: 'unsaid', place: inForm(page, 'topics') }]
  }),
}
