import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'

/** A body holds numbers and texts, and what it said has long been kept where it belongs. */
export const bodyDays = 30
/** What went well leaves no row behind after so long. WhatsApp repeats itself for seven days, CM.com for a month. */
export const rowDays = 90

/** So many rows at a time, so that nothing waits for a long lock. */
const lot = 5_000

/**
 * Empties applied deliveries after 30 days and removes them after 90. What had a problem keeps its row, with the hash
 * and our own words about it; what was not applied yet keeps everything.
 */
export async function tidyDeliveries(input: {
  db: Db
  now: Date
}): Promise<{ emptied: number; removed: number }> {
  const { db, now } = input
  const before = (days: number) =>
    sql`${new Date(now.getTime() - days * 86_400_000).toISOString()}::timestamptz`
  const emptied = await inLots(() =>
    db.execute(sql`
      update webhook_deliveries set body = null where (brand_id, id) in (
        select brand_id, id from webhook_deliveries
        where body is not null and applied_at < ${before(bodyDays)} limit ${lot}::int)`),
  )
  const removed = await inLots(() =>
    db.execute(sql`
      delete from webhook_deliveries where (brand_id, id) in (
        select brand_id, id from webhook_deliveries
        where body is null and applied_at < ${before(rowDays)} and problems = '[]'::jsonb limit ${lot}::int)`),
  )
  return { emptied, removed }
}

async function inLots(work: () => Promise<{ count: number }>): Promise<number> {
  let total = 0
  for (;;) {
    const { count } = await work()
    total += count
    if (count < lot) return total
  }
}
