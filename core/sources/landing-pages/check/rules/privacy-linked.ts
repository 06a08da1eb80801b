import { inForm } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** The notice stands beside the form, as a link that can be seen and leads to the brand's own notice. */
export const privacyLinked: Rule<'privacy-linked'> = {
  name: 'privacy-linked',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage((opened, page): Finding[] => {
    const url = page.brand.privacyUrl
    if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '') || !/\S\.\S/.test(url)) {
      return [{ how: 'unset', place: { in: 'brand-settings' } }]
    }
    const links = [...(opened.form?.querySelectorAll('a[href]') ?? [])]
    const found = links.some(
      (link) => link.getAttribute('href') === url && opened.isSeen(link) && opened.seenText(link) !== '',
    )
    return found ? [] : [{ how: 'unlinked', place: inForm(page) }]
  }),
}
