import { type SQL, sql } from 'drizzle-orm'

/** People who are still somebody: neither merged into another nor erased. A condition on `subscribers`. */
export const knownPeople = (brandId: string): SQL =>
  sql`subscribers.brand_id = ${brandId}::uuid and subscribers.merged_into_id is null and subscribers.erased_at is null`
