import { type RetentionTerms, ruleFacts } from '@/core/retention/schema'
import { type RetentionRuleName, retentionRuleNames } from '@/db/states'

/** One period as the form holds it: a number may be half typed, and stays there while it is off. */
export type TermDraft = { isOn: boolean; text: string }
export type TermsDraft = Record<RetentionRuleName, TermDraft>

const each = <T>(make: (name: RetentionRuleName) => T) =>
  Object.fromEntries(retentionRuleNames.map((name) => [name, make(name)])) as Record<RetentionRuleName, T>

export const draftOf = (terms: RetentionTerms): TermsDraft =>
  each((name) => ({ isOn: terms[name] !== null, text: String(terms[name] ?? ruleFacts[name].advised) }))

/** What the form says, for the server to judge. A number that cannot be read is 0, which no rule allows. */
export const toTerms = (draft: TermsDraft): RetentionTerms =>
  each((name) => {
    const { isOn, text } = draft[name]
    if (!isOn) return null
    return /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  })

export const isInRange = (name: RetentionRuleName, term: number | null): boolean =>
  term === null ? ruleFacts[name].mayKeep : term >= ruleFacts[name].min && term <= ruleFacts[name].max
