import { consentLabel, inForm, seenSentence } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** The channel is named beside the box, with its mark: the stricter reading of the policy, and the law's "kind of message". */
export const whatsAppNamed: Rule<'whatsapp-named'> = {
  name: 'whatsapp-named',
  level: 'must',
  source: sources.whatsAppOptIn,
  check: inEachLanguage((opened, page) => {
    const findings: Finding[] = []
    const mark = consentLabel(opened)?.querySelector('svg.wa')
    if (!/\bWhatsApp\b/.test(seenSentence(opened))) findings.push({ how: 'name', place: inForm(page) })
    if (!mark || !opened.isSeen(mark)) findings.push({ how: 'mark', place: inForm(page) })
    return findings
  }),
}
