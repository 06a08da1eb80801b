import { consentBlock } from '../../document/rules'
import { asRead, inForm, seenSentence } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** Consent is for something: each topic that the tick is recorded for is named in the sentence. */
export const topicsNamed: Rule<'topics-named'> = {
  name: 'topics-named',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage((opened, page) => {
    const chosen = consentBlock(page.content).props.topics
    if (chosen.length === 0) return [{ how: 'none', place: inForm(page, 'topics') }]
    const sentence = seenSentence(opened)
    return chosen.flatMap((topic, at): Finding[] => {
      const place = inForm(page, `topics.${at}.words`)
      if (!page.topics.some(({ id }) => id === topic.topicId))
        return [{ how: 'retired', place: inForm(page, 'topics') }]
      const words = asRead(topic.words[opened.language] ?? '')
      return words !== '' && sentence.includes(words) ? [] : [{ how: 'missing', place }]
    })
  }),
}
