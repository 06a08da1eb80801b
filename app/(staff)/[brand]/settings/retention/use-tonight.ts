import { useEffect, useState } from 'react'
import { type RetentionTerms, retentionTermsSchema } from '@/core/retention/schema'
import type { RetentionRuleName } from '@/db/states'
import { preview } from './actions'

const pauseMs = 350

export type Counts = Record<RetentionRuleName, number>
export type Tonight = { counts: Counts; isCounting: boolean; failed: boolean }

/** How much would go tonight, a moment after the periods were last changed. */
export function useTonight(brand: string, terms: RetentionTerms, first: Counts): Tonight {
  const [state, setState] = useState<Tonight>({ counts: first, isCounting: false, failed: false })
  const [known, setKnown] = useState(JSON.stringify(terms))
  const asked = retentionTermsSchema.safeParse(terms).success ? JSON.stringify(terms) : null
  useEffect(() => {
    if (asked === null || asked === known) return
    let isCurrent = true
    setState((before) => ({ ...before, isCounting: true }))
    const timer = setTimeout(async () => {
      const result = await preview({ brand, terms: JSON.parse(asked) as RetentionTerms })
      if (!isCurrent) return
      setKnown(asked)
      setState((before) => ({
        counts: result?.data ?? before.counts,
        isCounting: false,
        failed: !result?.data,
      }))
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [brand, asked, known])
  return state
}
