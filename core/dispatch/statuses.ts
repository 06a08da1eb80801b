import { sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'
import { stopCampaign } from '../campaigns/steer'
import { inTransaction } from '../platform/context'
import { planFor } from '../providers/whatsapp/errors'
import { noteRefusedTemplate } from '../templates/commands'
import type { MessageFailure } from './failures'

/** One entry of a `statuses` webhook, understood. */
export type StatusUpdate = {
  /** `biz_opaque_callback_data`, which is our id of the message; anything else in it is not ours. */
  messageId?: string | null
  providerMessageId: string
  /** `played` counts as read. Other words are left aside. */
  status: string
  at: Date
  error?: { code: number; title: string }
}

export type AppliedStatuses = {
  /** Messages that are not what they were. */
  changed: number
  /** Updates that belong to no message we know. */
  unmatched: StatusUpdate[]
  /** Messages that failed just now, each reported once however often the webhook comes. */
  failures: MessageFailure[]
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What came back as our id, if it can be one: somebody else's words in that place name nothing of ours. */
export const ourIdOf = (told: string | null | undefined): string | null =>
  told && uuid.test(told) ? told : null

const understood = new Set(['sent', 'delivered', 'read', 'played', 'failed'])

/** Whether this word says anything to us. Others may come, and are left aside. */
export const isUnderstood = (status: string): boolean => understood.has(status)

type AppliedRow = {
  id: string
  subscriber_id: string
  campaign_id: string | null
  template_id: string | null
  failed_now: boolean
  changed: boolean
  code: number | null
  title: string | null
  at: string
}

/**
 * Applies statuses as they come: twice, late, in the wrong order, hundreds at a time, in one statement. The result
 * depends only on which statuses came, never on their order: the furthest one is the state, each kind's earliest
 * moment is kept, and `failed` counts only while nothing says that the message arrived. Any of them settles a message
 * that was `sending` or `uncertain`, and even one that waits for another try.
 */
export function applyStatuses(
  ctx: BrandContext,
  statuses: readonly StatusUpdate[],
): Promise<AppliedStatuses> {
  const known = statuses.filter(({ status }) => understood.has(status))
  if (known.length === 0) return Promise.resolve({ changed: 0, unmatched: [], failures: [] })
  return inTransaction(ctx, async (ctx) => {
    const [counted] = await ctx.db.execute<{ unmatched: number[]; rows: AppliedRow[] }>(applySql(ctx, known))
    const rows = counted?.rows ?? []
    const failures = rows
      .filter((row) => row.failed_now)
      .map(
        (row): MessageFailure => ({
          messageId: row.id,
          subscriberId: row.subscriber_id,
          campaignId: row.campaign_id,
          templateId: row.template_id,
          code: row.code ?? 0,
          title: row.title ?? '',
          at: new Date(row.at),
        }),
      )
    await stopDropped(ctx, failures)
    return {
      changed: rows.filter((row) => row.changed).length,
      unmatched: (counted?.unmatched ?? []).flatMap((nth) => known[nth] ?? []),
      failures,
    }
  })
}

function applySql(ctx: BrandContext, known: readonly StatusUpdate[]) {
  const input = known.map(({ messageId, providerMessageId, status, at, error }, nth) => ({
    nth,
    ours: ourIdOf(messageId),
    theirs: providerMessageId,
    status: status === 'played' ? 'read' : status,
    at: at.toISOString(),
    code: error?.code ?? null,
    title: error?.title ?? null,
  }))
  const brandId = sql`${ctx.scope.brandId}::uuid`
  return sql`
    with news as (
      select * from jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
        as n(nth int, ours uuid, theirs text, status text, at timestamptz, code int, title text)
    ), matched as (
      -- By our own id first: it is there even when the answer to the send was lost.
      select coalesce(by_ours.id, by_theirs.id) as id, news.* from news
      left join messages as by_ours on by_ours.brand_id = ${brandId} and by_ours.id = news.ours
      left join messages as by_theirs
        on by_ours.id is null and by_theirs.brand_id = ${brandId} and by_theirs.provider_message_id = news.theirs
      where coalesce(by_ours.id, by_theirs.id) is not null
    ), folded as (
      select id, (array_agg(theirs order by at))[1] as theirs, min(at) as first_at,
        min(at) filter (where status = 'sent') as sent_at,
        min(at) filter (where status = 'delivered') as delivered_at,
        min(at) filter (where status = 'read') as read_at,
        min(at) filter (where status = 'failed') as failed_at,
        (array_agg(code order by at, code) filter (where status = 'failed'))[1] as code,
        (array_agg(title order by at, code) filter (where status = 'failed'))[1] as title
      from matched group by id
    ), before as (
      select messages.id, messages.state, messages.sent_at, messages.delivered_at, messages.read_at,
        messages.failed_at, messages.error_code, messages.error_title
      from messages join folded on folded.id = messages.id
      where messages.brand_id = ${brandId} order by messages.id for update of messages
    ), reckoned as (
      select folded.id, folded.theirs, folded.first_at, before.state as old_state,
        least(before.sent_at, folded.sent_at) as sent_at,
        least(before.delivered_at, folded.delivered_at) as delivered_at,
        least(before.read_at, folded.read_at) as read_at,
        least(before.failed_at, folded.failed_at) as failed_at,
        case when before.state = 'failed' then before.error_code else folded.code end as code,
        case when before.state = 'failed' then before.error_title else folded.title end as title
      from folded join before on before.id = folded.id
    ), decided as (
      select reckoned.*,
        case
          when read_at is not null then 'read'
          when delivered_at is not null then 'delivered'
          when failed_at is not null then 'failed'
          else 'sent'
        end as new_state
      from reckoned
    ), written as (
      update messages set
        state = decided.new_state,
        provider_message_id = coalesce(messages.provider_message_id, decided.theirs),
        accepted_at = least(messages.accepted_at, decided.first_at),
        sent_at = decided.sent_at,
        delivered_at = decided.delivered_at,
        read_at = decided.read_at,
        failed_at = case when decided.new_state = 'failed' then decided.failed_at end,
        error_code = case when decided.new_state = 'failed' then decided.code end,
        error_title = case when decided.new_state = 'failed' then decided.title end,
        lease_until = null
      from decided where messages.brand_id = ${brandId} and messages.id = decided.id
      returning messages.id, messages.subscriber_id, messages.campaign_id, messages.template_id,
        decided.new_state = 'failed' and decided.old_state <> 'failed' as failed_now,
        decided.new_state <> decided.old_state as changed, decided.code, decided.title, decided.failed_at as at
    )
    select (select coalesce(jsonb_agg(nth), '[]') from news
        where nth not in (select nth from matched)) as unmatched,
      (select coalesce(jsonb_agg(to_jsonb(written)), '[]') from written) as rows`
}

/** Held messages that were dropped, and pauses that we hear of by a failure first, stop what is still to go. */
async function stopDropped(ctx: BrandContext, failures: readonly MessageFailure[]): Promise<void> {
  const stopping = new Map<string, MessageFailure>()
  for (const failure of failures) {
    const { then } = planFor(failure.code, 400)
    const stops = then === 'stop-campaign' || then === 'stop-account'
    if (stops && failure.campaignId) stopping.set(failure.campaignId, failure)
    // A question belongs to no campaign; its template may be gone all the same.
    else if (stops && failure.templateId)
      await noteRefusedTemplate(ctx, { templateId: failure.templateId, code: failure.code })
  }
  for (const [campaignId, { code, templateId }] of stopping) {
    await stopCampaign(ctx, { campaignId, reason: String(code) })
    if (templateId) await noteRefusedTemplate(ctx, { templateId, code })
  }
}
