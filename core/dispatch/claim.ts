import { and, asc, eq, sql } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import { topics } from '@/db/schema/consent'
import { templates } from '@/db/schema/templates'
import type { BrandContext } from '../brands/scope'
import { stopCampaign } from '../campaigns/steer'
import { inTransaction } from '../platform/context'
import { getMessagingRoom } from '../policy/messaging-limit'
import { blockReasonSql, consentJoin, requirePolicy } from '../policy/policy'
import { getSendingPause } from '../providers/notices'
import { maySend } from '../templates/life-cycle'
import { type ClaimedMessage, instantSql, leaseFrom, type PersonRow, personOf } from './claimed'
import { deferOverLimit, releaseDeferred } from './defer'
import { claimQuestions } from './questions'

export type SendingCampaign = Awaited<ReturnType<typeof listSendingCampaigns>>[number]

export type Claim = {
  messages: ClaimedMessage[]
  campaigns: Map<string, SendingCampaign>
  /** People whom a rule stopped between being queued and now. */
  skipped: number
  /** Messages that wait for room within the 24-hour limit. */
  deferred: number
}

function listSendingCampaigns(ctx: BrandContext, accountId: string) {
  return ctx.db
    .select({ campaign: campaigns, template: templates, topicKey: topics.key })
    .from(campaigns)
    .innerJoin(
      templates,
      and(eq(templates.brandId, campaigns.brandId), eq(templates.id, campaigns.templateId)),
    )
    .innerJoin(topics, and(eq(topics.brandId, campaigns.brandId), eq(topics.id, campaigns.topicId)))
    .where(
      and(
        eq(campaigns.brandId, ctx.scope.brandId),
        eq(campaigns.state, 'sending'),
        eq(templates.accountId, accountId),
      ),
    )
    .orderBy(asc(campaigns.startedAt), asc(campaigns.id))
}

/**
 * Takes up to `limit` messages that are due: answers to people first, then questions to who stands beside a page and waits,
 * then the campaigns in turn. One transaction: the
 * policy is asked again for every person, at this moment, in the statement that takes the message. Two dispatchers of
 * one account take turns here, because two halves of the 24-hour limit, or of what was promised, would make a whole
 * too many; sending itself goes on side by side.
 */
export function claim(ctx: BrandContext, input: { accountId: string; limit: number }): Promise<Claim> {
  const { accountId, limit } = input
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`dispatch:${accountId}`}, 0))`)
    const taken: Claim = { messages: [], campaigns: new Map(), skipped: 0, deferred: 0 }
    const paused = await getSendingPause(ctx, accountId)
    if (paused) await stopAll(ctx, accountId, paused.reason)
    if (paused?.pause === 'all') return taken
    const replies = await claimReplies(ctx, accountId, limit)
    taken.messages.push(...replies.messages)
    taken.skipped += replies.skipped
    if (paused) return taken
    const questions = await claimQuestions(ctx, accountId, limit - taken.messages.length)
    taken.messages.push(...questions.messages)
    taken.skipped += questions.skipped
    const sending = await withSendableTemplates(ctx, await listSendingCampaigns(ctx, accountId))
    let open = sending
    // Round after round with an even share, so that a large campaign does not keep a small one waiting.
    while (open.length > 0 && taken.messages.length < limit) {
      const share = Math.max(1, Math.floor((limit - taken.messages.length) / open.length))
      const next: SendingCampaign[] = []
      for (const one of open) {
        const left = limit - taken.messages.length
        if (left <= 0) break
        const claimed = await claimCampaign(ctx, accountId, one, Math.min(share, left))
        taken.messages.push(...claimed.messages)
        taken.skipped += claimed.skipped
        taken.deferred += claimed.deferred
        if (claimed.messages.length > 0) taken.campaigns.set(one.campaign.id, one)
        if (claimed.more) next.push(one)
      }
      open = next
    }
    return taken
  })
}

/** WhatsApp restricted the account: campaigns stop and say why, and go on when staff let them. */
async function stopAll(ctx: BrandContext, accountId: string, reason: string): Promise<void> {
  for (const { campaign } of await listSendingCampaigns(ctx, accountId)) {
    await stopCampaign(ctx, { campaignId: campaign.id, reason })
  }
}

/** WhatsApp refuses a template that is not approved, for everybody: the campaign stops and says why. */
async function withSendableTemplates(
  ctx: BrandContext,
  sending: SendingCampaign[],
): Promise<SendingCampaign[]> {
  for (const { campaign, template } of sending) {
    if (!maySend(template.status))
      await stopCampaign(ctx, { campaignId: campaign.id, reason: template.status })
  }
  return sending.filter(({ template }) => maySend(template.status))
}

async function claimReplies(ctx: BrandContext, accountId: string, limit: number) {
  const rows = await ctx.db.execute<ReplyRow>(sql`
    with due as (
      select id, subscriber_id from messages
      where brand_id = ${ctx.scope.brandId}::uuid and campaign_id is null and sign_up_id is null and state = 'queued'
        and account_id = ${accountId}::uuid and due_at <= ${instantSql(ctx.now)}
      order by due_at, id limit ${limit}::int
      for update skip locked
    ), judged as (
      select due.id, subscribers.phone_e164, subscribers.wa_user_id, subscribers.name,
        coalesce(subscribers.service_window_until > ${instantSql(ctx.now)}, false) as open
      from due join subscribers
        on subscribers.brand_id = ${ctx.scope.brandId}::uuid and subscribers.id = due.subscriber_id
    )
    update messages set
      state = case when judged.open then 'sending' else 'skipped' end,
      skip_reason = case when judged.open then null else 'window_closed' end,
      lease_until = case when judged.open then ${instantSql(leaseFrom(ctx.now))} end,
      attempts = messages.attempts + judged.open::int
    from judged
    where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.id = judged.id
    returning messages.id, messages.subscriber_id, judged.phone_e164, judged.wa_user_id, judged.name,
      messages.attempts, judged.open,
      messages.reply ->> 'body' as body, messages.in_reply_to`)
  const messages = rows
    .filter((row) => row.open)
    .map(
      (row): ClaimedMessage => ({ ...personOf(row), reply: { body: row.body, inReplyTo: row.in_reply_to } }),
    )
  return { messages, skipped: rows.length - messages.length }
}

type ReplyRow = PersonRow & { open: boolean; body: string; in_reply_to: string }
type CampaignRow = PersonRow & { reason: string | null }

async function claimCampaign(
  ctx: BrandContext,
  accountId: string,
  { campaign, template }: SendingCampaign,
  take: number,
) {
  const p = await requirePolicy(ctx, { topicId: campaign.topicId, templateCategory: template.category })
  const room = await getMessagingRoom(ctx)
  const inRoom = room.left === null ? sql`true` : sql`judged.nth <= ${room.left}::int`
  const rows = await ctx.db.execute<CampaignRow>(sql`
    with due as (
      select id, subscriber_id, due_at from messages
      where brand_id = ${p.brandId}::uuid and campaign_id = ${campaign.id}::uuid and state = 'queued'
        and account_id = ${accountId}::uuid and due_at <= ${instantSql(ctx.now)}
      order by due_at, id limit ${take}::int
      for update skip locked
    ), asked as (
      select due.id, due.due_at, subscribers.phone_e164, subscribers.wa_user_id, subscribers.name,
        ${blockReasonSql(p)} as reason
      from due join subscribers on subscribers.brand_id = ${p.brandId}::uuid and subscribers.id = due.subscriber_id
      ${consentJoin(p)}
    ), judged as (
      select asked.*, count(*) filter (where reason is null) over (order by due_at, id) as nth from asked
    )
    update messages set
      state = case when judged.reason is null then 'sending' else 'skipped' end,
      skip_reason = judged.reason,
      lease_until = case when judged.reason is null then ${instantSql(leaseFrom(ctx.now))} end,
      attempts = messages.attempts + (judged.reason is null)::int,
      defer_reason = null
    from judged
    where messages.brand_id = ${p.brandId}::uuid and messages.id = judged.id
      and (judged.reason is not null or ${inRoom})
    returning messages.id, messages.subscriber_id, judged.phone_e164, judged.wa_user_id, judged.name,
      messages.attempts, judged.reason`)
  const messages = rows
    .filter((row) => row.reason === null)
    .map((row): ClaimedMessage => ({ ...personOf(row), campaignId: campaign.id }))
  const full = room.left !== null && messages.length >= room.left
  const deferred = full ? await deferOverLimit(ctx, campaign.id, room) : 0
  const released = !full && rows.length === 0 ? await releaseDeferred(ctx, campaign.id, room) : 0
  return {
    messages,
    skipped: rows.length - messages.length,
    deferred,
    more: released > 0 || (!full && rows.length >= take),
  }
}
