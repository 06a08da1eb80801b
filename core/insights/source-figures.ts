import { sql } from 'drizzle-orm'
import type { SourceKind } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { confirmingKinds, givingKinds, optOutKinds, takingKinds } from './rules'

const list = (values: readonly string[]) =>
  sql`(${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`

/**
 * Counts anew what became of everybody who came through each source. A person belongs to the source of their first opt-in;
 * they are confirmed by the first confirmation after it, and gone with the first word against it after that. Who was gone
 * within 30 or 90 days counts as gone for good: what brought them back is another story.
 */
export function refreshSources(ctx: BrandContext): Promise<void> {
  const { brandId } = ctx.scope
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`source-figures:${brandId}`}, 0))`,
    )
    await ctx.db.execute(sql`delete from source_figures where brand_id = ${brandId}::uuid`)
    await ctx.db.execute(sql`
      insert into source_figures (brand_id, source_kind, landing_page_id, qr_code_id, opt_ins, confirmed, judged_30, stayed_30,
        judged_90, stayed_90, opt_outs, last_event_at, counted_at)
      with first as (
        select distinct on (subscriber_id) subscriber_id, seq, at, source_kind, landing_page_version_id, qr_code_id
        from consent_events where brand_id = ${brandId}::uuid and kind in ${list(givingKinds)}
        order by subscriber_id, seq
      ),
      story as (
        select f.subscriber_id, f.source_kind, f.landing_page_version_id, f.qr_code_id,
          min(e.at) filter (where e.kind in ${list(confirmingKinds)}) as confirmed_at,
          min(e.at) filter (where e.kind in ${list([...takingKinds, ...optOutKinds])}) as gone_at,
          max(e.at) as last_event_at
        from first f
        join consent_events e on e.brand_id = ${brandId}::uuid and e.subscriber_id = f.subscriber_id and e.seq >= f.seq
        group by 1, 2, 3, 4
      ),
      told as (
        select s.*, coalesce(v.landing_page_id::text, '') as page, confirmed_at < coalesce(gone_at, 'infinity') as counts
        from story s
        left join landing_page_versions v on v.brand_id = ${brandId}::uuid and v.id = s.landing_page_version_id
      )
      select ${brandId}::uuid, source_kind, page, coalesce(qr_code_id::text, ''), count(*),
        count(*) filter (where counts),
        count(*) filter (where counts and confirmed_at <= ${now} - interval '30 days'),
        count(*) filter (where counts and confirmed_at <= ${now} - interval '30 days'
          and coalesce(gone_at, 'infinity') >= confirmed_at + interval '30 days'),
        count(*) filter (where counts and confirmed_at <= ${now} - interval '90 days'),
        count(*) filter (where counts and confirmed_at <= ${now} - interval '90 days'
          and coalesce(gone_at, 'infinity') >= confirmed_at + interval '90 days'),
        count(gone_at), max(last_event_at), ${now}
      from told group by source_kind, page, coalesce(qr_code_id::text, '')`)
  })
}

export type SourceFigures = {
  sourceKind: SourceKind
  landingPageId: string | null
  qrCodeId: string | null
  pageName: string | null
  qrLabel: string | null
  optIns: number
  confirmed: number
  judged30: number
  stayed30: number
  judged90: number
  stayed90: number
  optOuts: number
  lastEventAt: Date
}

/** Every source that anybody ever came through, the one with the most opt-ins first; as of when they were counted. */
export async function listSourceFigures(
  ctx: BrandContext,
): Promise<{ sources: SourceFigures[]; countedAt: Date | null }> {
  const { brandId } = ctx.scope
  const rows = await ctx.db.execute<Record<string, string | number | null>>(sql`
    select f.*, p.name as page_name, q.label as qr_label from source_figures f
    left join landing_pages p on p.brand_id = f.brand_id and p.id::text = f.landing_page_id
    left join qr_codes q on q.brand_id = f.brand_id and q.id::text = f.qr_code_id
    where f.brand_id = ${brandId}::uuid order by f.opt_ins desc, f.source_kind, f.landing_page_id, f.qr_code_id`)
  const sources = rows.map(
    (row): SourceFigures => ({
      sourceKind: row.source_kind as SourceKind,
      landingPageId: (row.landing_page_id as string) || null,
      qrCodeId: (row.qr_code_id as string) || null,
      pageName: row.page_name as string | null,
      qrLabel: row.qr_label as string | null,
      optIns: row.opt_ins as number,
      confirmed: row.confirmed as number,
      judged30: row.judged_30 as number,
      stayed30: row.stayed_30 as number,
      judged90: row.judged_90 as number,
      stayed90: row.stayed_90 as number,
      optOuts: row.opt_outs as number,
      lastEventAt: new Date(row.last_event_at as string),
    }),
  )
  const countedAt = rows[0]?.counted_at
  return { sources, countedAt: countedAt ? new Date(countedAt) : null }
}
