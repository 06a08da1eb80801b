import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Context } from './context'

/** As `jsonb_to_recordset` reads it: bytes as hex, instants as ISO texts, all else as JSON has it. */
const asJson = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value)

/**
 * Inserts thousands of rows with one parameter, where VALUES would need one a cell (and PostgreSQL knows 65,535). All rows
 * have the columns of the first one; what they leave out is the column's default.
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
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first)
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  const shape = sql.join(
    columns.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
    sql`, `,
  )
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        columns.map(([key, { name }]) => [name, asJson((row as Record<string, unknown>)[key])]),
      ),
    ),
  )
  return ctx.db.execute<R>(sql`insert into ${sql.identifier(getTableName(table))} (${names})
    select ${names} from jsonb_to_recordset(${json}::jsonb) as r (${shape}) ${end}`) as unknown as Promise<
    R[]
  >
}
