import type { SQL } from 'drizzle-orm'
import type { BlockReason, SourceKind, TopicCategory } from '@/db/states'

/** What a decision is about: one topic of one brand, at one moment. The same for everybody in the audience. */
export type PolicyInput = {
  brandId: string
  topicId: string
  /** `marketing` where the topic or the template is: the stricter of the two decides. */
  topicCategory: TopicCategory
  /** Whether this brand counts a consent only after the person confirmed it from their own WhatsApp. */
  doubleOptIn: boolean
  /** Where a tick alone would do: the sources and the countries of numbers that must be confirmed all the same. */
  confirmedAllTheSame: { sources: readonly SourceKind[]; countries: readonly string[] }
  /** The promise of the topic: at most so many in any 30 days. Null: no promise. */
  maxPerMonth: number | null
  now: Date
}

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
