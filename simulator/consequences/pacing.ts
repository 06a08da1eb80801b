import { chance } from '../customers/chance'
import type { Measured, Score } from './quality'

const minuteMs = 60_000

/** Where a template stands with pacing: its first sends go out, then the rest is held until it was looked at. */
export type PacingState = 'open' | 'holding' | 'passed'

/**
 * Marketing templates, and utility ones after a pause, are paced while they are new, just unpaused or not GREEN.
 */
export function isPaced(template: {
  category: string
  score: Score
  pauses: number
  pacing: PacingState
}): boolean {
  if (template.score === 'GREEN' || template.pacing === 'passed') return false
  return template.category === 'MARKETING' || (template.category === 'UTILITY' && template.pauses > 0)
}

/** How long the platform looks at a held template: 20 to 50 minutes, always alike for one template and seed. */
export const assessedAfterMs = (seed: number, templateId: string, nth: number): number =>
  Math.round((20 + 30 * chance(`${seed} assess ${templateId} ${nth}`)) * minuteMs)

/** Feedback bad enough to drop what is held; less feedback than `few` messages is no reason to. */
export function assess({ deliveries, badness }: Measured, few = 20): 'release' | 'drop' {
  return deliveries >= few && badness >= 0.009 ? 'drop' : 'release'
}
