import type { CampaignState } from '@/db/states'

/** What staff can say of a message of which nobody knows whether it arrived. */
export const settlements = ['arrived', 'failed', 'again'] as const
export type Settlement = (typeof settlements)[number]

export type UncertainGroup = {
  /** Null for answers to people, which belong to no campaign. */
  campaign: { id: string; name: string; state: CampaignState } | null
  people: number
  /** When the first of them was handed over. */
  since: Date
}

export type UncertainMessage = {
  id: string
  subscriberId: string
  name: string | null
  /** A masked number or a username. */
  address: string | null
  /** When it was handed over. */
  at: Date
  /** `lease-expired`, or how the connection broke. */
  reason: string | null
}

export type UncertainPage = { messages: UncertainMessage[]; next: string | null }
