import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'

/** What went well leaves no row behind after so long. WhatsApp repeats itself for seven days, CM.com for a month. */
export const rowDays = 90

/** So many rows at a time, so that nothing waits for a long lock. */
const lot = 5_000

/**
 * Removes deliveries of 90 days ago whose body is gone. What had a problem keeps its row, with the hash and our own words
 * about it; what was not applied yet keeps everything. When a body goes is the brand's own rule (`core/retention`).
 */
export async function tidyDeliveries({ db, now }: { db: Db; now: Date }): Promise<{ removed: number }> {
  const before = sql`${new Date(now.getTime() - rowDays * 86_400_000).toISOString()}::timestamptz`
  let removed = 0
  for (;;) {
    const { count } = await db.execute(sql`
      delete from webhook_deliveries where (brand_id, id) in (
        select brand_id, id from webhook_deliveries
        where body is null and applied_at < ${before} and problems = '[]'::jsonb limit ${lot}::int)`)
    removed += count
    if (count < lot) return { removed }
  }
}
