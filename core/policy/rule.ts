import type { SQL } from 'drizzle-orm'
import type { BlockReason, TopicCategory } from '@/db/states'
import type { CountingRule } from '../consent/counts'

/** What a decision is about: one topic of one brand, at one moment. The same for everybody in the audience. */
export type PolicyInput = {
  brandId: string
  topicId: string
  /** `marketing` where the topic or the template is: the stricter of the two decides. */
  topicCategory: TopicCategory
  /** Which ticks count only after the person confirmed them from their own WhatsApp. */
  counting: CountingRule
  /** The promise of the topic: at most so many in any 30 days. Null: no promise. */
  maxPerMonth: number | null
  /** The lowest promise that the topic ever made, where that is fewer than now: who agreed to it keeps it. */
  lowestPromise: number | null
  now: Date
}

/** What the rules ask that are about the person alone. */
export type Moment = Pick<PolicyInput, 'brandId' | 'now'>

/**
 * One reason why a person does not get a message. The condition is SQL over the tables `subscribers` and
 * `consent_states` (the topic's row, left-joined), under those very names, so that preview, freeze and claim ask
 * the same question.
 */
export type PolicyRule = {
  reason: BlockReason
  /** Where the demand comes from: WhatsApp's rules, the law, or what we promised. */
  source: string
  appliesTo: (p: PolicyInput) => boolean
  /** True when the person must not get it; null counts as false. */
  condition: (p: PolicyInput) => SQL
}

export const always = (): boolean => true
export const marketingOnly = (p: PolicyInput): boolean => p.topicCategory === 'marketing'
