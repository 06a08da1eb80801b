import type { AskReason, BlockReason, CampaignState, MessageState } from '@/db/states'

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
export const mayBecome = (from: CampaignState, to: CampaignState): boolean =>
  campaignTransitions[from].includes(to)

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

export type SkipReason = BlockReason | AskReason | 'window_closed' | 'campaign_cancelled'

/** Messages that did not arrive, by what WhatsApp or our own rules said. */
export type NotDelivered =
  | { kind: 'failed'; code: number | null; title: string | null; people: number }
  | { kind: 'skipped'; reason: SkipReason; people: number }
  | { kind: 'uncertain'; people: number }

/** Cumulative figures at one moment. */
export type SeriesPoint = { at: Date; accepted: number; delivered: number; read: number }

export type CampaignProgress = {
  state: CampaignState
  stateReason: string | null
  scheduledAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
  /** Everybody who was queued at the start: the sum of `parts`. */
  people: number
  parts: Record<LedgerPart, number>
  notDelivered: NotDelivered[]
  /** Who was left out when the audience was fixed. */
  leftOut: { reason: BlockReason; people: number }[]
  series: SeriesPoint[]
  /** Accepted in the last full minute. */
  perMinute: number
  /** People who withdrew in answer to it. */
  optOuts: number
  /** People who opened the link under it; null where the template has none that is counted. */
  clicked: number | null
  /** When those who wait come up again, the first of them. */
  waitingUntil: Date | null
  /** Whether anything may still move: a page that shows it asks again. */
  live: boolean
  countedAt: Date
}

export type AudiencePreview = {
  total: number
  /** Every rule that is asked for this kind of message, in order, those that hold for nobody included. */
  leftOut: { reason: BlockReason; people: number }[]
  /** total − everybody left out. */
  eligible: number
  /** The 24-hour limit; `limit` and `left` are null where there is none. */
  room: { limit: number | null; used: number; left: number | null }
  /** eligible = goOut + wait, as the 24-hour limit stands at `countedAt`. */
  goOut: number
  wait: number
  countedAt: Date
}

export type AudiencePerson = {
  id: string
  name: string | null
  /** Masked; null for who hides it behind a username. */
  phone: string | null
  username: string | null
  language: string
}
export type PeoplePage = { people: AudiencePerson[]; next: string | null }

/** What became of one person in one campaign. */
export type PersonOutcome = {
  id: string
  name: string | null
  phone: string | null
  username: string | null
  outcome:
    | {
        kind: 'message'
        state: MessageState
        /** The last thing that happened to it. */
        at: Date
        /** When they last opened a counted link under it. */
        clickedAt: Date | null
        waitsUntil: Date | null
        skipReason: SkipReason | null
        errorCode: number | null
        errorTitle: string | null
      }
    | { kind: 'left-out'; reason: BlockReason }
    | { kind: 'not-meant' }
}
