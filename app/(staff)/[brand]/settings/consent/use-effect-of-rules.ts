import { useEffect, useState } from 'react'
import type { RulesPreview } from '@/core/consent/brand-rules/preview'
import { type ConsentRulesInput, consentRulesSchema } from '@/core/consent/brand-rules/schema'
import { preview } from './actions'

const pauseMs = 350

export type EffectState = { effect: RulesPreview | null; isReading: boolean; failed: boolean }

/** What rules mean, a moment after they were last changed. Says nothing about rules that nobody could have. */
export function useEffectOfRules(brand: string, rules: ConsentRulesInput, first: RulesPreview): EffectState {
  const [state, setState] = useState<EffectState>({ effect: first, isReading: false, failed: false })
  const [known, setKnown] = useState(JSON.stringify(rules))
  const asked = consentRulesSchema.safeParse(rules).success ? JSON.stringify(rules) : null
  useEffect(() => {
    if (asked === null || asked === known) return
    let isCurrent = true
    setState((before) => ({ ...before, isReading: true }))
    const timer = setTimeout(async () => {
      const result = await preview({ brand, ...(JSON.parse(asked) as ConsentRulesInput) })
      if (!isCurrent) return
      setKnown(asked)
      setState({ effect: result?.data ?? null, isReading: false, failed: !result?.data })
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [brand, asked, known])
  return state
}
