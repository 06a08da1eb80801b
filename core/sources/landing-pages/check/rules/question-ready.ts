import { consentBlock } from '../../document/rules'
import { inForm } from '../form-parts'
import type { Rule } from '../rule'
import { sources } from '../sources'

/** Where we ask people to confirm, WhatsApp has approved the question in each language of the page. */
export const questionReady: Rule<'question-ready'> = {
  name: 'question-ready',
  level: 'must',
  source: sources.whatsAppTemplates,
  check: (page) => {
    if (consentBlock(page.content).props.confirmation !== 'utility-template') return []
    const place = inForm(page, 'confirmation')
    return page.content.root.props.languages.flatMap((language) => {
      const how = page.confirmation[language]
      return how === 'ready' ? [] : [{ language, place, how }]
    })
  },
}
