import type postgres from 'postgres'

type Value = string | number | boolean | null | Date | Buffer | string[] | Record<string, unknown>

/** One row in the text format of COPY. */
export function copyLine(values: Value[]): string {
  return `${values.map(field).join('\t')}\n`
}

function field(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (Array.isArray(value)) return escaped(`{${value.map((item) => JSON.stringify(item)).join(',')}}`)
  return escaped(typeof value === 'string' ? value : JSON.stringify(value))
}

const special: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (one) => special[one] as string)

/** Sends rows to one table and waits until they are in. */
export async function copyInto(
  sql: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  lines: string[],
): Promise<void> {
  if (lines.length === 0) return
  const stream = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  await new Promise<void>((resolve, reject) => {
    stream.once('error', reject).once('finish', resolve)
    stream.end(lines.join(''))
  })
}
