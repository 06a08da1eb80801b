import { sql } from 'drizzle-orm'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'

/**
 * Empties people who came with an import and left no trace of their own since: no act of consent beside that import's, no
 * message, no note. What stays is what the ledger points at; their key and evidence are destroyed. Unlike an erasure that
 * somebody asked for, this puts nobody on the suppression list: the same people may come with a better file.
 * @returns how many were emptied
 */
export async function scrubPeople(
  ctx: BrandContext,
  input: { importId: string; subscriberIds: readonly string[] },
): Promise<{ scrubbed: number }> {
  const { brandId } = ctx.scope
  const ids = sql`${`{${input.subscriberIds.join(',')}}`}::uuid[]`
  return inTransaction(ctx, async (ctx) => {
    const traces = ['messages', 'inbound_messages', 'sign_ups', 'subscriber_notes'].map(
      (table) => sql`and not exists (select from ${sql.identifier(table)} t
        where t.brand_id = s.brand_id and t.subscriber_id = s.id)`,
    )
    const rows = await ctx.db.execute<{ id: string }>(sql`
      update subscribers s set erased_at = ${ctx.now.toISOString()}::timestamptz, phone_e164 = null, phone_hash = null,
        wa_user_id = null, username = null, name = null, tags = '{}', attributes = '{}'
      where s.brand_id = ${brandId} and s.id = any(${ids}) and s.erased_at is null
        and not exists (select from consent_events e where e.brand_id = s.brand_id and e.subscriber_id = s.id
          and e.details->>'importId' is distinct from ${input.importId})
        ${sql.join(traces, sql` `)}
      returning s.id`)
    const scrubbed = sql`${`{${rows.map(({ id }) => id).join(',')}}`}::uuid[]`
    for (const table of ['consent_evidence', 'subscriber_keys']) {
      await ctx.db.execute(sql`delete from ${sql.identifier(table)}
        where brand_id = ${brandId} and subscriber_id = any(${scrubbed})`)
    }
    await ctx.db.execute(sql`update import_rows set phone_e164 = null, name = null, details = null, cells = null
      where brand_id = ${brandId} and import_id = ${input.importId} and subscriber_id = any(${scrubbed})`)
    await recordAudit(ctx, {
      brandId,
      action: 'subscriber.scrub',
      subjectType: 'import',
      subjectId: input.importId,
      details: { people: rows.length },
    })
    return { scrubbed: rows.length }
  })
}
