import { useAnswer } from '@/components/ui/use-answer'
import type { RulesPreview } from '@/core/consent/brand-rules/preview'
import { type ConsentRulesInput, consentRulesSchema } from '@/core/consent/brand-rules/schema'
import { preview } from './actions'

export type EffectState = { effect: RulesPreview | null; isReading: boolean; failed: boolean }

/** What rules mean, a moment after they were last changed. Says nothing about rules that nobody could have. */
export function useEffectOfRules(brand: string, rules: ConsentRulesInput, first: RulesPreview): EffectState {
  const asked = consentRulesSchema.safeParse(rules).success ? JSON.stringify(rules) : null
  const { answer, isAsking, failed } = useAnswer(
    asked,
    async (question) => (await preview({ brand, ...(JSON.parse(question) as ConsentRulesInput) }))?.data,
    { answer: first, question: JSON.stringify(rules) },
  )
  return { effect: failed ? null : answer, isReading: isAsking, failed }
}
