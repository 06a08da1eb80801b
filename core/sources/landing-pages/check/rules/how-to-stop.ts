import { plainWords, typoTargets } from '../../../../consent/keywords'
import { consentLabel, inForm } from '../form-parts'
import { inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

const stopWords = new Set(typoTargets.stop.map(plainWords))

/** Beside the form stands a word that ends it at once when it is sent to us: the same words that we act on. */
export const howToStop: Rule<'how-to-stop'> = {
  name: 'how-to-stop',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage((opened, page) => {
    const place = inForm(page, 'howToStop')
    const { form } = opened
    if (!form) return [{ place }]
    const label = consentLabel(opened)
    const beside = [...form.querySelectorAll('p, li, small, div')]
      .filter((element) => !label || (!element.contains(label) && !label.contains(element)))
      .map((element) => opened.seenText(element))
    const isSaid = beside.some((text) =>
      plainWords(text)
        .split(' ')
        .some((word) => stopWords.has(word)),
    )
    return isSaid ? [] : [{ place }]
  }),
}
