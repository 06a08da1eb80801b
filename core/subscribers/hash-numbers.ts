import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { suppressionHash } from '../consent/suppression-hash'

const part = 2_000

/**
 * Gives numbers without a hash theirs, in all brands: people from before the suppression list, and those whose number changed.
 * Until then the policy counts them as suppressed where a brand has a list. Safe to run any number of times at once.
 */
export async function hashNumbers({ db }: { db: Db }): Promise<{ hashed: number }> {
  let hashed = 0
  for (;;) {
    const rows = await db.execute<{ brand_id: string; id: string; identity: string }>(sql`
      select brand_id, id, coalesce(phone_e164, wa_user_id) as identity from subscribers
      where phone_hash is null and num_nonnulls(phone_e164, wa_user_id) > 0 limit ${part}`)
    if (rows.length === 0) return { hashed }
    const found = rows.map((row) => ({
      ...row,
      hash: suppressionHash(row.brand_id, row.identity).toString('hex'),
    }))
    // Only where the number is still the one that was hashed.
    await db.execute(sql`
      update subscribers set phone_hash = decode(found.hash, 'hex')
      from json_to_recordset(${JSON.stringify(found)}::json) as found(brand_id uuid, id uuid, identity text, hash text)
      where subscribers.brand_id = found.brand_id and subscribers.id = found.id
        and coalesce(subscribers.phone_e164, subscribers.wa_user_id) = found.identity`)
    hashed += rows.length
  }
}
