import type { Finding, Level } from './rule'
import type { RuleName } from './rules'

/** One rule and how the page does by it. Safe in a browser. */
export type Check = {
  name: RuleName
  level: Level
  source: string
  /** Every breach; none when the rule is kept. */
  findings: Finding[]
}

export type Checked = {
  /** Every rule: red ones first, then amber, then those that are kept. */
  checks: Check[]
  /** The heaviest language of the page as it is sent, without pictures. */
  bytes: number
}

/** The rules that keep a page from going live. */
export const brokenMusts = (checks: readonly Check[]): Check[] =>
  checks.filter(({ level, findings }) => level === 'must' && findings.length > 0)
