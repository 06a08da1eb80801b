import { blockOf } from '../form-parts'
import { type Finding, inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

const acts = 'script, iframe, object, embed, link[rel="stylesheet"], meta[http-equiv="refresh"]'

/** Nothing on the page runs or is fetched from elsewhere: nobody else learns who opened it. */
export const noScript: Rule<'no-script'> = {
  name: 'no-script',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage(({ document }) => {
    const found = [...document.querySelectorAll('*')].find(
      (element) =>
        element.matches(acts) ||
        [...element.attributes].some(
          ({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value ?? ''),
        ),
    )
    if (!found) return []
    const place = blockOf(found)
    const finding: Finding = { params: { what: found.tagName.toLowerCase() } }
    return [place ? { ...finding, place } : finding]
  }),
}
