import { and, eq, inArray } from 'drizzle-orm'
import { consentProjections } from '@/db/schema/consent'
import { invitationRefusals } from '@/db/schema/invitations'
import { subscribers } from '@/db/schema/subscribers'
import type { InvitationSkipReason, SideChannel } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { findSuppressed } from '../../consent/suppression-queries'
import type { Claimed } from './claim'

/** Who of these gets no invitation, with the reason, asked at the moment of sending. */
export async function findUnwelcome(
  ctx: BrandContext,
  channel: SideChannel,
  claimed: readonly Claimed[],
): Promise<Map<string, InvitationSkipReason>> {
  const found = new Map<string, InvitationSkipReason>()
  if (claimed.length === 0) return found
  const { brandId } = ctx.scope
  const refused = await ctx.db
    .select({ hash: invitationRefusals.addressHash })
    .from(invitationRefusals)
    .where(
      and(
        eq(invitationRefusals.brandId, brandId),
        eq(invitationRefusals.channel, channel),
        inArray(
          invitationRefusals.addressHash,
          claimed.map(({ addressHash }) => addressHash),
        ),
      ),
    )
  const refusals = new Set(refused.map(({ hash }) => hash.toString('hex')))
  for (const { id, addressHash } of claimed) {
    if (refusals.has(addressHash.toString('hex'))) found.set(id, 'refused_invitations')
  }
  if (channel === 'email') return found
  const numbers = claimed.map(({ address }) => address)
  const left = await findSuppressed(ctx, numbers)
  const subscribed = new Set(await listSubscribed(ctx, numbers))
  for (const { id, address } of claimed) {
    if (found.has(id)) continue
    if (left.has(address)) found.set(id, 'opted_out')
    else if (subscribed.has(address)) found.set(id, 'subscribed_already')
  }
  return found
}

async function listSubscribed(ctx: BrandContext, numbers: string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ number: subscribers.phoneE164 })
    .from(subscribers)
    .innerJoin(
      consentProjections,
      and(
        eq(consentProjections.brandId, subscribers.brandId),
        eq(consentProjections.subscriberId, subscribers.id),
        inArray(consentProjections.state, ['given', 'confirmed']),
      ),
    )
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), inArray(subscribers.phoneE164, numbers)))
  return rows.flatMap(({ number }) => number ?? [])
}
