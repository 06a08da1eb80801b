import { supervisorOf } from '../../supervisors/rules'
import { inForm } from '../form-parts'
import { inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** Where people can complain: the authority of the country that the brand is in (GDPR article 13(2)(d)). */
export const supervisorNamed: Rule<'supervisor-named'> = {
  name: 'supervisor-named',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage((opened, page) => {
    const supervisor = supervisorOf(page.brand.defaultCountry, opened.language)
    if (!supervisor || opened.seenText(opened.document.body).includes(supervisor.name)) return []
    return [{ place: inForm(page), params: { supervisor: supervisor.name } }]
  }),
}
