import { type RenderedForm, withOpenedPages } from './opened-page'
import type { Check, Checked } from './outcome'
import type { CheckedPage } from './rule'
import { pageRules } from './rules'

const rank = ({ level, findings }: Check): number => (findings.length === 0 ? 2 : level === 'must' ? 0 : 1)

/** Holds a rendered page against every rule. */
export function checkRendered(
  facts: Omit<CheckedPage, 'pages'>,
  rendered: readonly RenderedForm[],
): Promise<Checked> {
  return withOpenedPages(rendered, (pages) => {
    const checks = pageRules.map(({ name, level, source, check }): Check => {
      return { name, level, source, findings: check({ ...facts, pages }) }
    })
    return {
      checks: checks.toSorted((a, b) => rank(a) - rank(b)),
      bytes: Math.max(0, ...pages.map(({ bytes }) => bytes)),
    }
  })
}
