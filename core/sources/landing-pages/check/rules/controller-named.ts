import { asRead } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** Who is responsible, and how they are reached: the legal name, a postal address and an e-mail address. */
export const controllerNamed: Rule<'controller-named'> = {
  name: 'controller-named',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage((opened, { brand }) => {
    const seen = opened.seenText(opened.document.body)
    const facts = { legal: brand.legalName, address: brand.postalAddress, mail: brand.contactEmail }
    return Object.entries(facts).flatMap(([how, fact]): Finding[] => {
      const words = asRead(fact)
      return words !== '' && seen.includes(words) ? [] : [{ how, place: { in: 'brand-settings' } }]
    })
  }),
}
