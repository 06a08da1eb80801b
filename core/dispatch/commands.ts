import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { messages } from '@/db/schema/campaigns'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { wakeDispatcher } from '../campaigns/steer'
import { inTransaction } from '../platform/context'
import { newId } from '../platform/ids'

const queueReplyInput = z.object({
  accountId: z.uuid(),
  subscriberId: z.uuid(),
  /** WhatsApp's id of the message that is answered. */
  inReplyTo: z.string().min(1),
  body: z.string().min(1).max(4_096),
  /** One message can get an answer at once, and another after staff judged it. */
  purpose: z.enum(['answer', 'judgment']).default('answer'),
})
export type QueueReplyInput = z.input<typeof queueReplyInput>

/**
 * Answers a message of somebody, once: a second answer to the same message is not queued. The answer goes out only
 * while they have the 24-hour service window open, and is asked for that again when it leaves.
 */
export function queueReply(ctx: BrandContext, input: QueueReplyInput): Promise<{ queued: boolean }> {
  const { accountId, subscriberId, inReplyTo, body, purpose } = queueReplyInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db.execute<{ id: string; state: string }>(sql`
      insert into ${messages}
        (brand_id, id, account_id, subscriber_id, in_reply_to, reply, reply_purpose, state, skip_reason, due_at, queued_at)
      select brand_id, ${newId(ctx.now)}::uuid, ${accountId}::uuid, id, ${inReplyTo}::text,
        ${JSON.stringify({ type: 'text', body })}::jsonb, ${purpose}::text,
        case when open then 'queued' else 'skipped' end, case when open then null else 'window_closed' end,
        ${ctx.now.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz
      from (
        select brand_id, id, coalesce(service_window_until > ${ctx.now.toISOString()}::timestamptz, false) as open
        from subscribers where brand_id = ${ctx.scope.brandId}::uuid and id = ${subscriberId}::uuid
      ) as person
      on conflict (brand_id, in_reply_to, reply_purpose) where in_reply_to is not null do nothing
      returning id, state`)
    const [row] = rows
    if (!row) return { queued: false }
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'message.reply',
      subjectType: 'message',
      subjectId: row.id,
      details: { subscriberId, state: row.state },
    })
    if (row.state === 'queued') await wakeDispatcher(ctx)
    return { queued: row.state === 'queued' }
  })
}
