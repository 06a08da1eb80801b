import type { CampaignState, MessageState } from '@/db/states'

/** Where a campaign may go from where it is. `done` and `cancelled` are ends. */
export const campaignTransitions: Record<CampaignState, readonly CampaignState[]> = {
  draft: ['scheduled', 'cancelled'],
  scheduled: ['draft', 'scheduled', 'sending', 'overdue', 'cancelled'],
  sending: ['paused', 'stopped', 'done', 'cancelled'],
  paused: ['sending', 'cancelled'],
  stopped: ['sending', 'cancelled'],
  overdue: ['draft', 'scheduled', 'cancelled'],
  done: [],
  cancelled: [],
}

/** Whether a campaign in `from` may become `to`. */
export const mayBecome = (from: CampaignState, to: CampaignState): boolean => campaignTransitions[from].includes(to)

/** Where words, audience and moment can still be changed. Changing a scheduled one takes it off the schedule. */
export const editableStates = ['draft', 'scheduled', 'overdue'] as const satisfies readonly CampaignState[]

/** Where people stand in the ledger of a campaign that started, furthest along first. The bar is drawn in this order. */
export const ledgerParts = [
  'read',
  'delivered',
  'sent',
  'accepted',
  'sending',
  'queued',
  'waiting',
  'held',
  'failed',
  'skipped',
  'uncertain',
] as const
/** A message state; `waiting` is a queued message that has to wait for a known moment. */
export type LedgerPart = Exclude<MessageState, 'queued'> | 'queued' | 'waiting'
