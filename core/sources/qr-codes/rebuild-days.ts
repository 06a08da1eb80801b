import { sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'

/** Counts all scans into days anew: after history was told, or when the brand's days begin at another hour. */
export async function rebuildCodeDays(ctx: BrandContext): Promise<void> {
  const { brandId } = ctx.scope
  // Whoever counts meanwhile waits, and then adds to what is made here.
  await ctx.db.execute(sql`lock table qr_days in share row exclusive mode`)
  await ctx.db.execute(sql`delete from qr_days where brand_id = ${brandId}`)
  await ctx.db.execute(sql`
    insert into qr_days (brand_id, qr_code_id, day, scans, views, last_scan_at)
    select s.brand_id, s.qr_code_id, (s.at at time zone brands.time_zone)::date, sum(s.scans), sum(s.views),
      max(s.at) filter (where s.scans > 0)
    from qr_scans s join brands on brands.id = s.brand_id
    where s.brand_id = ${brandId}
    group by 1, 2, 3`)
}
