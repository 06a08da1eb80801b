import { sql } from 'drizzle-orm'
import type { CampaignState } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { countOpenReviews } from '../consent/review-queries'
import { findLastCheck } from '../consent/verify/checks'
import { listOpenNotices, type OpenNotice } from '../providers/notice-queries'
import { listRefusedPlans } from '../sources/landing-pages/plans/queries'
import { listPagesShortOfCodes, type PageShortOfCodes } from '../sources/landing-pages/rewards/queries'
import { listSilentCodes } from '../sources/qr-codes/queries'

/** Something that waits for a person, with what they need to understand it. */
export type Attention =
  | {
      kind: 'template-fell'
      templateId: string
      templateName: string
      to: 'YELLOW' | 'RED' | 'PAUSED' | 'DISABLED'
      at: Date
      /** The campaign that had gone out with it shortly before. */
      campaign: { name: string; hoursBefore: number } | null
    }
  | {
      kind: 'campaign'
      campaignId: string
      campaignName: string
      state: CampaignState
      reason: string | null
      at: Date
    }
  | { kind: 'page-refused'; pageId: string; pageName: string; at: Date }
  | ({ kind: 'codes-short' } & PageShortOfCodes)
  | { kind: 'qr-silent'; qrCodeId: string; label: string; silentDays: number; scansPerDay: number }
  | { kind: 'account-notice'; notice: OpenNotice }
  | { kind: 'qr-never'; count: number; label: string }
  | { kind: 'replies'; waiting: number }
  | { kind: 'webhooks-behind'; waiting: number; since: Date }
  | { kind: 'webhooks-refused'; count: number; lastAt: Date }
  | { kind: 'messages-uncertain'; count: number; since: Date }
  | { kind: 'ledger-not-whole'; found: number; at: Date }

/** How long a fall stays news. After that the rating itself says it. */
const newsDays = 14
/** A campaign counts as the cause for so long. */
const causeHours = 48
/** Longer than a worker that runs ever needs. */
const behindMinutes = 5

/** What needs somebody, most urgent first. Reads only the recent past. */
export async function listAttention(ctx: BrandContext): Promise<Attention[]> {
  const lists = [
    await listLedgerBroken(ctx),
    await listAccountNotices(ctx),
    await listWebhooksBehind(ctx),
    await listReplies(ctx),
    await listWebhooksRefused(ctx),
    await listMessagesUncertain(ctx),
    await listCampaignsStuck(ctx),
    await listPagesRefused(ctx),
    await listCodesShort(ctx),
    await listTemplatesFallen(ctx),
    await listQuietCodes(ctx),
  ]
  return lists.flat()
}

/** The last check of the ledger found something that is not as it was recorded. */
async function listLedgerBroken(ctx: BrandContext): Promise<Attention[]> {
  const check = await findLastCheck(ctx)
  return check && check.found > 0
    ? [{ kind: 'ledger-not-whole', found: check.found, at: check.finishedAt }]
    : []
}

/** Pages that did not go live at their moment, because they broke a rule by then. */
async function listPagesRefused(ctx: BrandContext): Promise<Attention[]> {
  const plans = await listRefusedPlans(ctx)
  return plans.map(({ pageId, pageName, at }) => ({ kind: 'page-refused', pageId, pageName, at }))
}

/** Pages that promised codes and have few or none left to give. */
async function listCodesShort(ctx: BrandContext): Promise<Attention[]> {
  const pages = await listPagesShortOfCodes(ctx)
  return pages.map((page) => ({ kind: 'codes-short', ...page }))
}

const severities = ['critical', 'warning', 'info']

/** What WhatsApp decided or warned about: the gravest first, then the newest. */
async function listAccountNotices(ctx: BrandContext): Promise<Attention[]> {
  const notices = await listOpenNotices(ctx)
  return notices
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .map((notice) => ({ kind: 'account-notice', notice }))
}

/** Somebody may have asked to stop, and gets nothing until it is judged. */
async function listReplies(ctx: BrandContext): Promise<Attention[]> {
  const waiting = await countOpenReviews(ctx)
  return waiting > 0 ? [{ kind: 'replies', waiting }] : []
}

const at = (ctx: BrandContext) => sql`${ctx.now.toISOString()}::timestamptz`

async function listTemplatesFallen(ctx: BrandContext): Promise<Attention[]> {
  const rows = await ctx.db.execute<{
    id: string
    name: string
    to: 'YELLOW' | 'RED' | 'PAUSED' | 'DISABLED'
    at: string
    campaign: string | null
    hours: number | null
  }>(sql`
    select t.id, t.name, e.current as to, e.at, c.name as campaign,
      round(extract(epoch from e.at - c.started_at) / 3600)::int as hours
    from templates t
    join lateral (
      select current, at from template_events
      where brand_id = t.brand_id and template_id = t.id and previous is distinct from current and (
        (kind = 'status' and current in ('PAUSED', 'DISABLED') and current = t.status)
        or (kind = 'quality' and current in ('YELLOW', 'RED') and current = t.quality_score and t.status = 'APPROVED'))
      order by at desc limit 1
    ) as e on true
    left join lateral (
      select name, started_at from campaigns
      where brand_id = t.brand_id and template_id = t.id
        and started_at <= e.at and started_at > e.at - make_interval(hours => ${causeHours})
      order by started_at desc limit 1
    ) as c on true
    where t.brand_id = ${ctx.scope.brandId} and e.at > ${at(ctx)} - make_interval(days => ${newsDays})
    order by e.at desc`)
  return rows.map((row) => ({
    kind: 'template-fell',
    templateId: row.id,
    templateName: row.name,
    to: row.to,
    at: new Date(row.at),
    campaign: row.campaign === null ? null : { name: row.campaign, hoursBefore: row.hours ?? 0 },
  }))
}

/** Campaigns that stopped by themselves or whose moment went by. A pause that staff chose has no reason and is theirs. */
async function listCampaignsStuck(ctx: BrandContext): Promise<Attention[]> {
  const rows = await ctx.db.execute<{
    id: string
    name: string
    state: CampaignState
    reason: string | null
    at: string
  }>(sql`
    select id, name, state, state_reason as reason, updated_at as at from campaigns
    where brand_id = ${ctx.scope.brandId}
      and (state in ('overdue', 'stopped') or (state = 'paused' and state_reason is not null))
    order by updated_at desc limit 5`)
  return rows.map((row) => ({
    kind: 'campaign',
    campaignId: row.id,
    campaignName: row.name,
    state: row.state,
    reason: row.reason,
    at: new Date(row.at),
  }))
}

/** So many codes are named; all of them stand on their own page. */
const namedCodes = 5

async function listQuietCodes(ctx: BrandContext): Promise<Attention[]> {
  const silent = await listSilentCodes(ctx)
  const stopped = silent.flatMap(({ id, label, silence }): Attention[] =>
    silence?.kind === 'stopped'
      ? [{ kind: 'qr-silent', qrCodeId: id, label, silentDays: silence.days, scansPerDay: silence.perDay }]
      : [],
  )
  const never = silent.filter(({ silence }) => silence?.kind === 'never')
  const [first] = never
  return [
    ...stopped.slice(0, namedCodes),
    ...(first ? [{ kind: 'qr-never' as const, count: never.length, label: first.label }] : []),
  ]
}

async function listWebhooksBehind(ctx: BrandContext): Promise<Attention[]> {
  const [row] = await ctx.db.execute<{ waiting: number; since: string | null }>(sql`
    select count(*)::int as waiting, min(received_at) as since from webhook_deliveries
    where brand_id = ${ctx.scope.brandId} and applied_at is null
      and received_at < ${at(ctx)} - make_interval(mins => ${behindMinutes})`)
  return row?.since ? [{ kind: 'webhooks-behind', waiting: row.waiting, since: new Date(row.since) }] : []
}

async function listWebhooksRefused(ctx: BrandContext): Promise<Attention[]> {
  const [row] = await ctx.db.execute<{ count: number; last_at: string | null }>(sql`
    select coalesce(sum(count), 0)::int as count, max(last_at) as last_at from webhook_refusals
    where brand_id = ${ctx.scope.brandId} and last_at > ${at(ctx)} - interval '1 day'`)
  return row?.last_at ? [{ kind: 'webhooks-refused', count: row.count, lastAt: new Date(row.last_at) }] : []
}

/** A report mostly settles them within a minute; what is left after this long waits for a person. */
const uncertainMinutes = 15

async function listMessagesUncertain(ctx: BrandContext): Promise<Attention[]> {
  const [row] = await ctx.db.execute<{ count: number; since: string | null }>(sql`
    select count(*)::int as count, min(coalesce(lease_until, queued_at)) as since from messages
    where brand_id = ${ctx.scope.brandId} and state = 'uncertain'
      and coalesce(lease_until, queued_at) < ${at(ctx)} - make_interval(mins => ${uncertainMinutes})`)
  return row?.since ? [{ kind: 'messages-uncertain', count: row.count, since: new Date(row.since) }] : []
}
