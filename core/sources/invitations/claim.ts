import { sql } from 'drizzle-orm'
import type { InvitationSkipReason } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { openText } from '../../platform/crypto'

/** Longer than any answer is waited for. */
const leaseMinutes = 2

export type Claimed = { id: string; address: string; addressHash: Buffer; attempts: number }

/**
 * Takes some of those who wait, for this process alone. A message whose lease ran out was cut off: it may be out, so it is
 * `uncertain` and is never sent again. (Materialised: a join may run a subquery with a limit more than once.)
 */
export async function claimInvitations(
  ctx: BrandContext,
  input: { invitationId: string; limit: number },
): Promise<Claimed[]> {
  const { invitationId, limit } = input
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const brandId = sql`${ctx.scope.brandId}::uuid`
  await ctx.db.execute(sql`update channel_messages set state = 'uncertain', address_sealed = null, lease_until = null
    where brand_id = ${brandId} and invitation_id = ${invitationId}::uuid and state = 'sending' and lease_until < ${now}`)
  const rows = await ctx.db.execute<{
    id: string
    address_sealed: Buffer
    address_hash: Buffer
    attempts: number
  }>(sql`
    with waiting as materialized (
      select c.id from channel_messages as c
      join invitations as i on i.brand_id = c.brand_id and i.id = c.invitation_id and i.state = 'sending'
      where c.brand_id = ${brandId} and c.invitation_id = ${invitationId}::uuid and c.state = 'queued'
        and c.due_at <= ${now} and c.address_sealed is not null
      order by c.due_at, c.id limit ${limit}::int for update of c skip locked
    )
    update channel_messages as m set state = 'sending', attempts = m.attempts + 1,
      lease_until = ${now} + make_interval(mins => ${leaseMinutes})
    from waiting where m.brand_id = ${brandId} and m.id = waiting.id
    returning m.id, m.address_sealed, m.address_hash, m.attempts`)
  return rows.map(({ id, address_sealed, address_hash, attempts }) => ({
    id,
    address: openText('channel_messages.address', address_sealed),
    addressHash: address_hash,
    attempts,
  }))
}

type Settled =
  | { state: 'accepted' | 'uncertain' }
  | { state: 'refused'; code: number; title: string }
  | { state: 'skipped'; reason: InvitationSkipReason }
  | { state: 'queued'; dueAt: Date; code: number; title: string }

/** What came of a claimed message. A report that was faster knows more, and stays. */
export async function settleInvitation(ctx: BrandContext, id: string, settled: Settled): Promise<void> {
  const dueAt = 'dueAt' in settled ? settled.dueAt.toISOString() : null
  const [code, title] = 'code' in settled ? [settled.code, settled.title] : [null, null]
  await ctx.db.execute(sql`
    update channel_messages set state = case when state = 'sending' then ${settled.state} else state end,
      lease_until = null, due_at = ${dueAt}::timestamptz,
      address_sealed = case when ${settled.state} = 'queued' then address_sealed end,
      error_code = coalesce(error_code, ${code}::int), error_title = coalesce(error_title, ${title}::text),
      skip_reason = ${'reason' in settled ? settled.reason : null}
    where brand_id = ${ctx.scope.brandId}::uuid and id = ${id}::uuid`)
}
