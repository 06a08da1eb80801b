import { useAnswer } from '@/components/ui/use-answer'
import type { SegmentGroup } from '@/core/subscribers/segments/schema'
import { count } from './actions'

/** Counts the people that rules mean, a moment after they were last changed. */
export function useLiveCount(brand: string, rules: SegmentGroup | null) {
  const { answer, isAsking, failed } = useAnswer<number | null>(
    rules && JSON.stringify(rules),
    async (question) => (await count({ brand, rules: JSON.parse(question) }))?.data?.people,
    { answer: null, question: null },
  )
  return { people: answer, isCounting: isAsking, failed }
}
