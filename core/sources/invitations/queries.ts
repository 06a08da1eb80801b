import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { invitations } from '@/db/schema/invitations'
import type { ChannelMessageState, InvitationSkipReason } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { getQrCode } from '../qr-codes/queries'

export type Invitation = Omit<typeof invitations.$inferSelect, 'brandId'>

export type InvitationFigures = {
  people: number
  waiting: number
  /** Taken by the other side, or further. */
  out: number
  /** Reported as arrived; e-mail has no reports. */
  arrived: number
  /** Refused, or reported as not arrived. */
  failed: number
  skipped: number
  uncertain: number
}

export type InvitationRow = Invitation & InvitationFigures

const figuresSql = sql`
  select invitation_id, count(*)::int as people,
    count(*) filter (where state = 'queued' and address_sealed is not null or state = 'sending')::int as waiting,
    count(*) filter (where state in ('accepted', 'sent', 'delivered'))::int as out,
    count(*) filter (where state = 'delivered')::int as arrived,
    count(*) filter (where state in ('refused', 'failed'))::int as failed,
    count(*) filter (where state = 'skipped')::int as skipped,
    count(*) filter (where state = 'uncertain')::int as uncertain
  from channel_messages`

const none: InvitationFigures = {
  ...{ people: 0, waiting: 0, out: 0, arrived: 0, failed: 0, skipped: 0, uncertain: 0 },
}

/** All invitations with how far each is, newest first. */
export async function listInvitations(ctx: BrandContext): Promise<InvitationRow[]> {
  const { brandId } = ctx.scope
  const rows = await ctx.db
    .select()
    .from(invitations)
    .where(eq(invitations.brandId, brandId))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
  const figures = await ctx.db.execute<InvitationFigures & { invitation_id: string }>(
    sql`${figuresSql} where brand_id = ${brandId}::uuid and invitation_id is not null group by invitation_id`,
  )
  const of = new Map(figures.map(({ invitation_id, ...counted }) => [invitation_id, counted]))
  return rows.map(({ brandId: _, ...row }) => ({ ...row, ...(of.get(row.id) ?? none) }))
}

export type InvitationView = InvitationRow & {
  /** Opened the page by its link, signed up there, and confirmed. */
  visits: number
  optIns: number
  confirmed: number
  pageName: string
  skippedFor: { reason: InvitationSkipReason; count: number }[]
  failures: { state: ChannelMessageState; code: number; title: string; count: number }[]
}

/** One invitation with all that came of it. @throws AppError `not-found` */
export async function getInvitation(ctx: BrandContext, invitationId: string): Promise<InvitationView> {
  const { brandId } = ctx.scope
  const isOwn = sql`brand_id = ${brandId}::uuid and invitation_id = ${invitationId}::uuid`
  const [row] = await ctx.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.brandId, brandId), eq(invitations.id, invitationId)))
  if (!row) throw new AppError('not-found')
  const [code, [figures], skippedFor, failures] = await Promise.all([
    getQrCode(ctx, row.qrCodeId),
    ctx.db.execute<InvitationFigures>(sql`${figuresSql} where ${isOwn} group by invitation_id`),
    ctx.db.execute<InvitationView['skippedFor'][number]>(sql`
      select skip_reason as reason, count(*)::int as count from channel_messages
      where ${isOwn} and state = 'skipped' group by 1 order by 2 desc`),
    ctx.db.execute<InvitationView['failures'][number]>(sql`
      select state, coalesce(error_code, 0) as code, coalesce(error_title, '') as title, count(*)::int as count
      from channel_messages where ${isOwn} and state in ('refused', 'failed') group by 1, 2, 3 order by 4 desc limit 10`),
  ])
  const { brandId: _, ...own } = row
  const { scans: visits, optIns, confirmed, pageName } = code
  return {
    ...own,
    ...(figures ? { ...none, ...figures } : none),
    ...{ visits, optIns, confirmed, pageName, skippedFor: [...skippedFor], failures: [...failures] },
  }
}

/** Invitations that are going out, of all brands: should the job of one be lost, this finds it. */
export function listInvitationsUnderWay({
  db,
}: {
  db: Db
}): Promise<{ brandId: string; invitationId: string }[]> {
  return db
    .select({ brandId: invitations.brandId, invitationId: invitations.id })
    .from(invitations)
    .where(eq(invitations.state, 'sending'))
}
