import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { resealed } from '../crypto'
import { type SealedColumn, sealedColumns } from './sealed-columns'

/** What was done with one column. */
export type Rotated = {
  table: string
  column: string
  /** Rows looked at, in the last pass over the column. */
  looked: number
  /** Sealed anew, over all passes. */
  resealed: number
}

/** A row that neither key opens. Nothing of it was changed. */
export class UnreadableRow extends Error {
  override name = 'UnreadableRow'
  constructor(
    readonly table: string,
    readonly column: string,
    readonly rowId: string,
  ) {
    super(`${table}.${column} of row ${rowId} opens with neither key`)
  }
}

export type RotateOptions = {
  db: Db
  /** Rows a transaction. */
  batch?: number
  onProgress?: (rotated: Rotated) => void
  columns?: readonly SealedColumn[]
}

/**
 * Seals everything that the server's key seals anew under the current one. Works beside web and worker: a row that
 * somebody changes at the same moment is left as they wrote it and looked at again in the next pass. Each batch is a
 * transaction of its own, and a row that the current key opens already is passed over, so a run that was killed is
 * simply run again.
 * @throws UnreadableRow at the first row that neither key opens; what was done before stays done
 */
export async function rotateKeys({
  db,
  batch = 1_000,
  onProgress,
  columns = sealedColumns,
}: RotateOptions): Promise<Rotated[]> {
  const all: Rotated[] = []
  for (const column of columns) {
    const done: Rotated = { table: column.table, column: column.column, looked: 0, resealed: 0 }
    let changed: number
    // A process that still seals under the old key may have added rows behind us: until a pass finds none.
    do {
      done.looked = 0
      changed = await pass(db, column, batch, (looked, resealedNow) => {
        done.looked += looked
        done.resealed += resealedNow
        onProgress?.(done)
      })
    } while (changed > 0)
    all.push(done)
  }
  return all
}

type SealedRow = { brand_id: string; id: string; sealed: Buffer }

async function pass(
  db: Db,
  column: SealedColumn,
  batch: number,
  tell: (looked: number, resealed: number) => void,
): Promise<number> {
  const nil = '00000000-0000-0000-0000-000000000000'
  let last = { brand_id: nil, id: nil }
  let changed = 0
  for (;;) {
    const rows = await read(db, column, last, batch)
    const final = rows.at(-1)
    if (!final) return changed
    last = final
    const stale = rows.flatMap((row) => {
      const bytes = resealed(column.purpose, row.sealed)
      if (bytes === 'unreadable') throw new UnreadableRow(column.table, column.column, row.id)
      return bytes === 'current' ? [] : [{ ...row, bytes }]
    })
    const written = stale.length === 0 ? 0 : await write(db, column, stale)
    changed += stale.length
    tell(rows.length, written)
  }
}

const names = (column: SealedColumn) => ({
  table: sql.identifier(column.table),
  id: sql.identifier(column.id),
  column: sql.identifier(column.column),
})

async function read(
  db: Db,
  which: SealedColumn,
  last: { brand_id: string; id: string },
  batch: number,
): Promise<SealedRow[]> {
  const { table, id, column } = names(which)
  const rows = await db.execute<SealedRow>(sql`
    select brand_id, ${id} as id, ${column} as sealed from ${table}
    where (brand_id, ${id}) > (${last.brand_id}::uuid, ${last.id}::uuid) and ${column} is not null
    order by brand_id, ${id} limit ${batch}::int`)
  return [...rows]
}

/** Only where the bytes are still those that were read. */
async function write(
  db: Db,
  which: SealedColumn,
  rows: readonly (SealedRow & { bytes: Buffer })[],
): Promise<number> {
  const { table, id, column } = names(which)
  const values = rows.map((row) => ({
    brand_id: row.brand_id,
    id: row.id,
    old: row.sealed.toString('hex'),
    new: row.bytes.toString('hex'),
  }))
  const statement: SQL = sql`
    update ${table} as t set ${column} = decode(n.new, 'hex')
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as n(brand_id uuid, id uuid, old text, new text)
    where t.brand_id = n.brand_id and t.${id} = n.id and t.${column} = decode(n.old, 'hex')`
  return (await db.execute(statement)).count
}
