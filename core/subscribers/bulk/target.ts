import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { countExactly } from '../count'
import { filtersSql } from '../filters'
import { knownPeople } from '../people'
import { type BulkTarget, bulkTargetSchema } from './schema'

/** Who is meant, as a condition on `subscribers`. @throws AppError `not-found` for a segment that is gone */
export function targetSql(ctx: BrandContext, target: BulkTarget): Promise<SQL> {
  if ('filters' in target) return filtersSql(ctx, target.filters)
  const ids = sql.join(
    target.ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  return Promise.resolve(sql`${knownPeople(ctx.scope.brandId)} and subscribers.id in (${ids})`)
}

/** How many that are, to the last one: the number that staff confirm. */
export async function countTarget(ctx: BrandContext, target: BulkTarget): Promise<number> {
  return countExactly(ctx, await targetSql(ctx, bulkTargetSchema.parse(target)))
}
