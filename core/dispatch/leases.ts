import { sql } from 'drizzle-orm'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'

/**
 * Messages whose process went away while they were under way. Nobody knows whether WhatsApp got them, so they become
 * `uncertain`: a status settles them (our id travels with the message), or a person does. They are never sent again
 * by themselves.
 * @returns the ids, for the log
 */
export function expireLeases(ctx: BrandContext): Promise<string[]> {
  return inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db.execute<{ id: string }>(sql`
      with lost as (
        select id from messages
        where brand_id = ${ctx.scope.brandId}::uuid and state = 'sending'
          and lease_until < ${ctx.now.toISOString()}::timestamptz
        order by id for update skip locked
      )
      update messages set state = 'uncertain', error_title = 'lease-expired'
      from lost where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.id = lost.id
      returning messages.id`)
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) {
      await recordAudit(ctx, {
        brandId: ctx.scope.brandId,
        action: 'message.uncertain',
        subjectType: 'brand',
        subjectId: ctx.scope.brandId,
        details: { count: ids.length, reason: 'lease-expired' },
      })
    }
    return ids
  })
}
