import { sql } from 'drizzle-orm'
import type { MessageState } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { backOffMs } from '../providers/whatsapp/errors'
import type { SendOutcome } from '../providers/whatsapp/types'
import type { SendingCampaign } from './claim'
import type { ClaimedMessage } from './claimed'
import type { MessageFailure } from './failures'
import { joinParked } from './parked'

/** One message and what came of it; `given-back` was never handed to the provider. */
export type Attempt = { message: ClaimedMessage; outcome: SendOutcome | { kind: 'given-back' }; at: Date }

/** After so many tries a passing fault is no longer called that. */
const maxAttempts = 6

type Next = {
  state: Extract<MessageState, 'accepted' | 'held' | 'queued' | 'failed' | 'uncertain'>
  providerMessageId?: string
  code?: number
  title?: string
  dueAt?: Date
  /** Whether this try counts against the maximum. */
  counts: boolean
}

/** Where a message goes after an attempt. */
export function nextState({ message, outcome, at }: Attempt): Next {
  if (outcome.kind === 'given-back') return { state: 'queued', dueAt: at, counts: false }
  if (outcome.kind === 'unknown') return { state: 'uncertain', title: outcome.reason, counts: true }
  if (outcome.kind === 'accepted') {
    return {
      state: outcome.held ? 'held' : 'accepted',
      providerMessageId: outcome.providerMessageId,
      counts: true,
    }
  }
  const error = { code: outcome.code, title: outcome.title }
  switch (outcome.then) {
    case 'retry':
      if (message.attempts >= (outcome.maxAttempts ?? maxAttempts))
        return { state: 'failed', ...error, counts: true }
      return {
        state: 'queued',
        ...error,
        dueAt: new Date(at.getTime() + backOffMs(message.attempts, outcome.retryAfterMs)),
        counts: true,
      }
    // It was not this message's fault: it waits until somebody lets the campaign go on. Answers and questions are for now.
    case 'stop-campaign':
    case 'stop-account':
      if (!message.campaignId) return { state: 'failed', ...error, counts: true }
      return { state: 'queued', dueAt: at, counts: false }
    case 'fix':
    case 'give-up':
      return { state: 'failed', ...error, counts: true }
  }
}

export type Recorded = {
  accepted: number
  failed: number
  retried: number
  uncertain: number
  givenBack: number
}

/**
 * Writes down a whole batch in one statement. A status that was faster than our own answer has the last word on the
 * state; the id and the moment of acceptance are filled in beside it.
 */
export async function recordAttempts(ctx: BrandContext, attempts: readonly Attempt[]): Promise<Recorded> {
  const nexts = attempts.map((attempt) => ({ attempt, next: nextState(attempt) }))
  const rows = nexts.map(({ attempt, next }) => ({
    id: attempt.message.id,
    state: next.state,
    provider_message_id: next.providerMessageId ?? null,
    code: next.code ?? null,
    title: next.title ?? null,
    due_at: next.dueAt?.toISOString() ?? null,
    uncounted: next.counts ? 0 : 1,
    at: attempt.at.toISOString(),
  }))
  // Anything else was settled by a status meanwhile.
  const open = sql`messages.state in ('sending', 'uncertain')`
  await ctx.db.execute(sql`
    with news as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, state text,
        provider_message_id text, code int, title text, due_at timestamptz, uncounted int, at timestamptz)
    ), locked as (
      -- In the order that applyStatuses locks in, so that the two never wait for each other.
      select messages.id from messages join news on news.id = messages.id
      where messages.brand_id = ${ctx.scope.brandId}::uuid order by messages.id for update of messages
    )
    update messages set
      state = case when ${open} then news.state else messages.state end,
      provider_message_id = coalesce(messages.provider_message_id, news.provider_message_id),
      accepted_at = case when news.state in ('accepted', 'held') then least(messages.accepted_at, news.at)
        else messages.accepted_at end,
      failed_at = case when ${open} and news.state = 'failed' then news.at else messages.failed_at end,
      due_at = case when ${open} then coalesce(news.due_at, messages.due_at) else messages.due_at end,
      error_code = case when ${open} then news.code else messages.error_code end,
      error_title = case when ${open} then news.title else messages.error_title end,
      attempts = messages.attempts - case when ${open} then news.uncounted else 0 end,
      -- Kept for a message that is uncertain: it says from when on.
      lease_until = case when news.state = 'uncertain' then messages.lease_until end
    from locked join news on news.id = locked.id
    where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.id = locked.id`)
  // Statuses that came before WhatsApp's id of the message was known here.
  await joinParked(
    ctx,
    nexts.flatMap(({ next }) => next.providerMessageId ?? []),
  )
  const count = (wanted: (entry: (typeof nexts)[number]) => boolean) => nexts.filter(wanted).length
  return {
    accepted: count(({ next }) => next.state === 'accepted' || next.state === 'held'),
    failed: count(({ next }) => next.state === 'failed'),
    retried: count(({ next }) => next.state === 'queued' && next.counts),
    uncertain: count(({ next }) => next.state === 'uncertain'),
    givenBack: count(({ next }) => next.state === 'queued' && !next.counts),
  }
}

/** The attempts that failed for good, with whom they were meant for. */
export function failuresOf(
  attempts: readonly Attempt[],
  sending: ReadonlyMap<string, SendingCampaign>,
): MessageFailure[] {
  return attempts.flatMap((attempt) => {
    const next = nextState(attempt)
    if (next.state !== 'failed') return []
    const campaignId = attempt.message.campaignId ?? null
    return [
      {
        messageId: attempt.message.id,
        subscriberId: attempt.message.subscriberId,
        campaignId,
        templateId: campaignId
          ? (sending.get(campaignId)?.template.id ?? null)
          : (attempt.message.question?.templateId ?? null),
        code: next.code ?? 0,
        title: next.title ?? '',
        at: attempt.at,
      },
    ]
  })
}
