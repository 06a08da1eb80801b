import type { ConsentRules, ConsentRulesInput } from '@/core/consent/brand-rules/schema'

/** The rules as the form holds them: a number may be half typed. */
export type RulesDraft = Omit<ConsentRules, 'consentMonths' | 'askAgainDays' | 'privacyVersion'> & {
  ends: boolean
  months: string
  days: string
  privacyVersion: string
}

export const draftOf = (rules: ConsentRules): RulesDraft => ({
  ...rules,
  privacyVersion: rules.privacyVersion ?? '',
  ends: rules.consentMonths !== null,
  months: String(rules.consentMonths ?? 36),
  days: String(rules.askAgainDays),
})

const whole = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0)

/** What the form says, for the server to judge. A number that cannot be read is 0, which no rule allows. */
export const toInput = ({ ends, months, days, ...rest }: RulesDraft): ConsentRulesInput => ({
  ...rest,
  consentMonths: ends ? whole(months) : null,
  askAgainDays: whole(days),
})
