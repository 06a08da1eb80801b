import { inForm } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** People type and change their own number, and choose its country. */
export const numberEditable: Rule<'number-editable'> = {
  name: 'number-editable',
  level: 'must',
  source: sources.whatsAppOptIn,
  check: inEachLanguage((opened, page) => {
    const findings: Finding[] = []
    const place = inForm(page)
    const field = opened.form?.querySelector('input[name="phone"]')
    const isFixed = field?.hasAttribute('readonly') || field?.hasAttribute('disabled')
    if (!field || isFixed || !opened.isSeen(field)) findings.push({ how: 'number', place })
    else if (!opened.form?.querySelector(`label[for="${field.getAttribute('id')}"]`))
      findings.push({ how: 'label', place })
    const country = opened.form?.querySelector('select[name="country"]')
    const choices = country?.querySelectorAll('option').length ?? 0
    if (!country || choices < 2 || country.hasAttribute('disabled') || !opened.isSeen(country)) {
      findings.push({ how: 'country', place })
    }
    return findings
  }),
}
