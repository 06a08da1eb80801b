import { type SQL, sql } from 'drizzle-orm'
import type { CountingRule } from './counts'

/** Where the facts stand in a query. */
export type CountedColumns = { state: SQL; sourceKind: SQL; country: SQL }

const list = (values: readonly string[]): SQL => sql`any(${`{${values.join(',')}}`}::text[])`

/** Whether a tick is no consent yet, by its source and by the country of the number. See `isTickEnough`. */
export const tickIsNotEnoughSql = (
  { doubleOptIn, sources, countries }: CountingRule,
  { sourceKind, country }: Omit<CountedColumns, 'state'>,
): SQL =>
  doubleOptIn ? sql`true` : sql`(${sourceKind} = ${list(sources)} or ${country} = ${list(countries)})`

/** Whether messages may rest on this consent now, true or false and never null. See `countsNow`. */
export const countsNowSql = (rule: CountingRule, columns: CountedColumns): SQL =>
  sql`coalesce(${columns.state} = 'confirmed' or (${columns.state} = 'given' and not ${tickIsNotEnoughSql(rule, columns)}), false)`
