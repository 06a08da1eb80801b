import { useAnswer } from '@/components/ui/use-answer'
import { type RetentionTerms, retentionTermsSchema } from '@/core/retention/schema'
import type { RetentionRuleName } from '@/db/states'
import { preview } from './actions'

export type Counts = Record<RetentionRuleName, number>
export type Tonight = { counts: Counts; isCounting: boolean; failed: boolean }

/** How much would go tonight, a moment after the periods were last changed. */
export function useTonight(brand: string, terms: RetentionTerms, first: Counts): Tonight {
  const asked = retentionTermsSchema.safeParse(terms).success ? JSON.stringify(terms) : null
  const { answer, isAsking, failed } = useAnswer<Counts>(
    asked,
    async (question) => (await preview({ brand, terms: JSON.parse(question) as RetentionTerms }))?.data,
    { answer: first, question: JSON.stringify(terms) },
  )
  return { counts: answer, isCounting: isAsking, failed }
}
