import { z } from 'zod'
import { type RetentionRuleName, retentionRuleNames } from '@/db/states'

export type RuleFacts = {
  unit: 'days' | 'months'
  /** What holds where the brand said nothing. Null: kept for good. */
  usual: number | null
  /** What we would choose. */
  advised: number
  min: number
  max: number
  /** Whether keeping for good can be chosen. */
  mayKeep: boolean
}

/**
 * What can be forgotten, and for how long at least. What would take something from people who never chose it is off until
 * an owner turns it on. The lower ends are what the product itself needs: a code lives for two days, and WhatsApp may
 * repeat a webhook for seven days and CM.com for thirty.
 */
export const ruleFacts: Record<RetentionRuleName, RuleFacts> = {
  unconfirmed: { unit: 'days', usual: null, advised: 30, min: 7, max: 365, mayKeep: true },
  // Five years after the last use: the Dutch term for claims, and the yardstick of UWG s. 7a.
  left: { unit: 'months', usual: null, advised: 60, min: 12, max: 120, mayKeep: true },
  message_texts: { unit: 'days', usual: null, advised: 365, min: 30, max: 1825, mayKeep: true },
  clicks: { unit: 'days', usual: null, advised: 365, min: 30, max: 1825, mayKeep: true },
  import_files: { unit: 'days', usual: 30, advised: 30, min: 1, max: 90, mayKeep: false },
  webhook_bodies: { unit: 'days', usual: 30, advised: 30, min: 30, max: 90, mayKeep: false },
}

/** For how long each is kept; null for good. */
export type RetentionTerms = Record<RetentionRuleName, number | null>

const term = ({ min, max, mayKeep }: RuleFacts) => {
  const number = z
    .number('invalid-input')
    .int('invalid-input')
    .min(min, 'invalid-input')
    .max(max, 'invalid-input')
  return mayKeep ? number.nullable() : number
}

export const retentionTermsSchema = z.object(
  Object.fromEntries(retentionRuleNames.map((name) => [name, term(ruleFacts[name])])) as Record<
    RetentionRuleName,
    z.ZodNullable<z.ZodNumber>
  >,
)
