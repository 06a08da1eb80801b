import { asRead, inForm, seenSentence } from '../form-parts'
import { inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** The business is named at the head of the page and in the sentence that people agree to. */
export const nameShown: Rule<'name-shown'> = {
  name: 'name-shown',
  level: 'must',
  source: sources.whatsAppOptIn,
  check: inEachLanguage((opened, page) => {
    const name = asRead(page.brand.name)
    const head = opened.document.querySelector('header')
    const inHead = head !== null && opened.seenText(head).includes(name)
    const inSentence = seenSentence(opened).includes(name)
    if (name === '') return [{ how: 'nameless', place: { in: 'brand-settings' } }]
    return [
      ...(inHead ? [] : [{ how: 'head', place: { in: 'brand-settings' as const } }]),
      ...(inSentence ? [] : [{ how: 'sentence', place: inForm(page) }]),
    ]
  }),
}
