import { and, eq, sql } from 'drizzle-orm'
import { invitations } from '@/db/schema/invitations'
import { qrCodes } from '@/db/schema/qr-codes'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { emailFor, smsFor } from '../../providers/channel-registry'
import type { SendOutcome } from '../../providers/whatsapp/types'
import { getPublicOrigin } from '../domains/queries'
import { type Claimed, claimInvitations, settleInvitation } from './claim'
import { endSending } from './commands'
import { refusalLink } from './refusal-link'
import { composeInvitation } from './rules'
import { findUnwelcome } from './unwelcome'

/** So many are under way at the same moment. */
const together = 10
const mostAttempts = 5
const usualRetryMs = 60_000

type Send = (claimed: Claimed) => Promise<SendOutcome>

/**
 * Sends some of an invitation. Can be killed at any moment and done by several at once: nobody gets it twice, and nobody who
 * refused since gets it at all.
 * @returns when to go on: now, at a moment, or null when all is done
 */
export async function sendSomeInvitations(
  ctx: BrandContext,
  invitationId: string,
): Promise<{ goOnAt: Date | null }> {
  const send = await openSender(ctx, invitationId)
  if (!send) return { goOnAt: null }
  const claimed = await claimInvitations(ctx, { invitationId, limit: together })
  const unwelcome = await findUnwelcome(ctx, send.channel, claimed)
  const stops = await Promise.all(
    claimed.map(async (one) => {
      const reason = unwelcome.get(one.id)
      if (reason) return settleInvitation(ctx, one.id, { state: 'skipped', reason })
      return settle(ctx, one, await send.send(one))
    }),
  )
  const stop = stops.find((words) => typeof words === 'string')
  if (typeof stop === 'string') {
    await endSending(ctx, invitationId, 'stopped', stop)
    return { goOnAt: null }
  }
  const next = await nextDue(ctx, invitationId)
  if (!next) await endSending(ctx, invitationId, 'done', null)
  return { goOnAt: next }
}

/** Undefined where it is not going out (any more). */
async function openSender(ctx: BrandContext, invitationId: string) {
  const { brandId } = ctx.scope
  const [row] = await ctx.db
    .select({ invitation: invitations, code: qrCodes.code })
    .from(invitations)
    .innerJoin(qrCodes, and(eq(qrCodes.brandId, invitations.brandId), eq(qrCodes.id, invitations.qrCodeId)))
    .where(and(eq(invitations.brandId, brandId), eq(invitations.id, invitationId)))
  if (row?.invitation.state !== 'sending') return undefined
  const [brand, origin] = await Promise.all([getBrand(ctx), getPublicOrigin(ctx)])
  const { channel, subject, body } = row.invitation
  const compose = (id: string) =>
    composeInvitation({
      ...{ channel, body, link: `${origin}/q/${row.code}`, refusalLink: refusalLink(brandId, id) },
      ...{ sender: brand, locale: brand.defaultLocale },
    })
  const openChannel = async (): Promise<Send> => {
    if (channel === 'sms') {
      const sms = await smsFor(ctx)
      return ({ id, address }) => sms.send({ messageId: id, toE164: address, body: compose(id) })
    }
    const email = await emailFor(ctx)
    return ({ id, address }) =>
      email.send({
        ...{ messageId: id, to: address, subject, text: compose(id) },
        unsubscribeUrl: refusalLink(brandId, id),
      })
  }
  try {
    return { channel, send: await openChannel() }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // The channel was disconnected meanwhile.
    await endSending(ctx, invitationId, 'stopped', error.code)
    return undefined
  }
}

/** Keeps what came of one. Gives the other side's words where it will take no more of anybody's. */
async function settle(
  ctx: BrandContext,
  { id, attempts }: Claimed,
  outcome: SendOutcome,
): Promise<string | void> {
  if (outcome.kind !== 'refused') {
    return settleInvitation(ctx, id, { state: outcome.kind === 'accepted' ? 'accepted' : 'uncertain' })
  }
  const { code, title, then, retryAfterMs = usualRetryMs, maxAttempts = mostAttempts } = outcome
  if (then === 'retry' && attempts < maxAttempts) {
    const dueAt = new Date(ctx.now.getTime() + retryAfterMs)
    return settleInvitation(ctx, id, { state: 'queued', dueAt, code, title })
  }
  await settleInvitation(ctx, id, { state: 'refused', code, title })
  return then === 'stop-account' || then === 'stop-campaign' ? title : undefined
}

/** When the next one is due, or when the lease of one that is under way elsewhere ends; null when nobody is left. */
async function nextDue(ctx: BrandContext, invitationId: string): Promise<Date | null> {
  const [row] = await ctx.db.execute<{ at: string | null }>(sql`
    select min(case when state = 'queued' then due_at else lease_until end) as at from channel_messages
    where brand_id = ${ctx.scope.brandId}::uuid and invitation_id = ${invitationId}::uuid and state in ('queued', 'sending')`)
  return row?.at ? new Date(row.at) : null
}
