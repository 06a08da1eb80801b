import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Context } from './context'

/** One value as it stands in the text of an array (PostgreSQL manual, 8.15.6). */
function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value)
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`
  return quoted(textOf(value))
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  return JSON.stringify(value)
}

const special = /["\\]/
const quoted = (text: string) => `"${special.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`

const arrayOf = (values: readonly unknown[]) => `{${values.map(element).join(',')}}`

type Column = { key: string; column: PgColumn }

/** How a column travels: as an array of its own type; a column of arrays as the texts of them, since arrays do not nest. */
const isArray = ({ column }: Column) => column.getSQLType().endsWith('[]')
const sentAs = (one: Column) => (isArray(one) ? 'text' : one.column.getSQLType())

/** JSON travels as text, whatever it is: a JSON text has its quotes, and null is the column's own. */
function valuesOf(one: Column, rows: readonly object[]): unknown[] {
  const values = rows.map((row) => (row as Record<string, unknown>)[one.key])
  if (isArray(one)) return values.map((value) => (Array.isArray(value) ? arrayOf(value) : value))
  if (one.column.getSQLType() === 'jsonb')
    return values.map((value) => (value === null || value === undefined ? null : JSON.stringify(value)))
  return values
}

/**
 * Inserts thousands of rows with one parameter a column, where VALUES would need one a cell (and PostgreSQL knows 65,535). All
 * rows have the columns of the first one; what they leave out is the column's default.
 * @param end what follows the INSERT: `on conflict …`, `returning …`
 */
export async function insertMany<T extends PgTable, R extends Record<string, unknown> = never>(
  ctx: Pick<Context, 'db'>,
  table: T,
  rows: readonly T['$inferInsert'][],
  end: SQL = sql``,
): Promise<R[]> {
  const [first] = rows
  if (!first) return []
  const columns = Object.entries(getTableColumns(table))
    .filter(([key]) => key in first)
    .map(([key, column]): Column => ({ key, column }))
  const names = columns.map(({ column: { name } }) => `"${name}"`).join(', ')
  const selected = columns.map((one) =>
    isArray(one) ? `"${one.column.name}"::${one.column.getSQLType()}` : `"${one.column.name}"`,
  )
  const arrays = columns.map((one) => sql`${arrayOf(valuesOf(one, rows))}::${sql.raw(`${sentAs(one)}[]`)}`)
  return ctx.db.execute<R>(sql`insert into ${sql.identifier(getTableName(table))} (${sql.raw(names)})
    select ${sql.raw(selected.join(', '))} from unnest(${sql.join(arrays, sql`, `)}) as r (${sql.raw(names)}) ${end}`) as unknown as Promise<
    R[]
  >
}
