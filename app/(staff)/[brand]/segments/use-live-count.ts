import { useEffect, useState } from 'react'
import type { SegmentGroup } from '@/core/subscribers/segments/schema'
import { count } from './actions'

const pauseMs = 350

/** Counts the people that rules mean, a moment after they were last changed. Keeps the old number until the new one is there. */
export function useLiveCount(brand: string, rules: SegmentGroup | null) {
  const [state, setState] = useState<{ people: number | null; isCounting: boolean; failed: boolean }>({
    people: null,
    isCounting: true,
    failed: false,
  })
  const asked = rules ? JSON.stringify(rules) : null
  useEffect(() => {
    if (asked === null) return
    let isCurrent = true
    setState((before) => ({ ...before, isCounting: true }))
    const timer = setTimeout(async () => {
      const result = await count({ brand, rules: JSON.parse(asked) })
      if (!isCurrent) return
      const people = result?.data?.people
      setState((before) => ({
        people: people ?? before.people,
        isCounting: false,
        failed: people === undefined,
      }))
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [brand, asked])
  return state
}
