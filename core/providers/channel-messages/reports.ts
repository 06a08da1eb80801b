import { sql } from 'drizzle-orm'
import type { SideChannel } from '@/db/states'
import type { BrandContext } from '../../brands/scope'

export type ChannelReport = {
  /** Our own id of the message. */
  messageId: string
  status: 'sent' | 'delivered' | 'failed'
  at: Date
  error?: { code: number; title: string }
}

/**
 * Applies reports as they come: twice, late, in the wrong order. What a message comes to depends only on which reports
 * came: whoever arrived once has arrived, each kind's earliest moment counts, and any report settles what was uncertain.
 * @returns how many named no message of this channel
 */
export async function applyChannelReports(
  ctx: BrandContext,
  channel: SideChannel,
  reports: readonly ChannelReport[],
): Promise<{ unknown: number }> {
  if (reports.length === 0) return { unknown: 0 }
  const news = reports.map(({ messageId, status, at, error }) => ({
    ...{ id: messageId, status, at: at.toISOString() },
    ...{ code: error?.code ?? null, title: error?.title ?? null },
  }))
  const [row] = await ctx.db.execute<{ unknown: number }>(sql`
    with news as (
      select * from jsonb_to_recordset(${JSON.stringify(news)}::jsonb)
        as n(id uuid, status text, at timestamptz, code int, title text)
    ), folded as (
      select id, min(at) filter (where status = 'sent') as sent_at,
        min(at) filter (where status = 'delivered') as delivered_at,
        min(at) filter (where status = 'failed') as failed_at,
        (array_agg(code order by at, code) filter (where status = 'failed'))[1] as code,
        (array_agg(title order by at, code) filter (where status = 'failed'))[1] as title
      from news group by id
    ), written as (
      update channel_messages as m set
        sent_at = least(m.sent_at, f.sent_at),
        delivered_at = least(m.delivered_at, f.delivered_at),
        failed_at = least(m.failed_at, f.failed_at),
        state = case
          when coalesce(m.delivered_at, f.delivered_at) is not null then 'delivered'
          when coalesce(m.failed_at, f.failed_at) is not null then 'failed'
          else 'sent'
        end,
        error_code = coalesce(m.error_code, f.code),
        error_title = coalesce(m.error_title, f.title)
      from folded as f
      where m.brand_id = ${ctx.scope.brandId}::uuid and m.id = f.id and m.channel = ${channel}
      returning m.id
    )
    select count(*)::int as unknown from folded where id not in (select id from written)`)
  return { unknown: row?.unknown ?? 0 }
}
