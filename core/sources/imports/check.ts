import type postgres from 'postgres'
import type { ImportMapping, ImportTotals } from '@/db/schema/imports'
import type { RowOutcome, RowProblem } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { copyRows } from '../../platform/copy'
import { lookUp } from './known'
import { type ReadRow, type RowRules, readRow } from './read-row'
import { type FileRow, readRows, UnreadableFile } from './read-rows'
import { type Import, readParts, requireImport, shapeOf } from './upload'

const batchSize = 5_000

const columns = [
  'brand_id',
  'import_id',
  'row_number',
  'outcome',
  'problem',
  'phone_e164',
  'country',
  'name',
  'language',
  'consent_at',
  'consent_source',
  'details',
  'cells',
]

type Judged = { file: FileRow; read: ReadRow | null; outcome: RowOutcome; problem: RowProblem | null }

/** The rules for reading rows, from what staff said of the file. */
function rulesOf(row: Import, now: Date): RowRules {
  const { mapping, evidence } = row
  return {
    mapping: mapping as ImportMapping,
    defaultCountry: row.defaultCountry ?? 'NL',
    dayFirst: row.dayFirst,
    hasEvidence: evidence !== null,
    consentAt: evidence?.consentAt ? new Date(evidence.consentAt) : null,
    now,
  }
}

/**
 * The dry run: reads the whole file and writes down what each row would come to. Changes nobody. Stops when staff
 * cancel it. A second run begins anew.
 * @param sql the pool of the same database, for COPY
 */
export async function checkImport(sql: postgres.Sql, ctx: BrandContext, importId: string): Promise<void> {
  const row = await requireImport(ctx, importId)
  if (row.state !== 'checking') return
  const { brandId } = ctx.scope
  await sql`delete from import_rows where brand_id = ${brandId} and import_id = ${importId}`
  const rules = rulesOf(row, ctx.now)
  const seen = new Set<number>()
  const totals: ImportTotals = { rows: 0, outcomes: {} }
  let batch: FileRow[] = []

  const flush = async (): Promise<boolean> => {
    const judged = await judge(sql, ctx, row, rules, seen, batch)
    for (const { outcome } of judged) totals.outcomes[outcome] = (totals.outcomes[outcome] ?? 0) + 1
    totals.rows += judged.length
    batch = []
    return sql.begin(async (tx) => {
      await copyRows(
        tx,
        'import_rows',
        columns,
        judged.map((each) => cellsOf(brandId, importId, each)),
      )
      const [still] = await tx`
        update imports set rows_read = ${totals.rows}, totals = ${tx.json(totals)}, updated_at = ${new Date()}
        where brand_id = ${brandId} and id = ${importId} and state = 'checking' returning id`
      return still !== undefined
    })
  }

  try {
    let isHeader = true
    for await (const fileRow of readRows(readParts(ctx, importId), shapeOf(row))) {
      if (isHeader) {
        isHeader = false
        continue
      }
      batch.push(fileRow)
      if (batch.length >= batchSize && !(await flush())) return
    }
    if (!(await flush())) return
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    await sql`update imports set state = 'failed', problem = ${error.problem}, finished_at = now(), updated_at = now()
      where brand_id = ${brandId} and id = ${importId} and state = 'checking'`
    return
  }
  await sql`update imports set state = 'checked', rows_applied = 0, updated_at = now()
    where brand_id = ${brandId} and id = ${importId} and state = 'checking'`
}

function cellsOf(brandId: string, importId: string, { file, read, outcome, problem }: Judged) {
  const hasDetails = read && (read.tags.length > 0 || Object.keys(read.attributes).length > 0)
  return [
    brandId,
    importId,
    file.rowNumber,
    outcome,
    problem,
    read?.phoneE164 ?? null,
    read?.country ?? null,
    read?.name ?? null,
    read?.language ?? null,
    read?.consentAt ?? null,
    read?.consentSource ?? null,
    hasDetails ? { tags: read.tags, attributes: read.attributes } : null,
    problem ? file.cells : null,
  ]
}

async function judge(
  sql: postgres.Sql,
  ctx: BrandContext,
  row: Import,
  rules: RowRules,
  seen: Set<number>,
  batch: readonly FileRow[],
): Promise<Judged[]> {
  const readAll = batch.map((file) => ({ file, read: readRow(file.cells, rules) }))
  const numbers = readAll.flatMap(({ read }) => (typeof read === 'string' ? [] : [read.phoneE164]))
  const known = await lookUp(sql, ctx, numbers, row.evidence?.topicIds ?? [])
  return readAll.map(({ file, read }) => {
    if (typeof read === 'string') return { file, read: null, outcome: 'rejected', problem: read }
    // At most fifteen digits (E.164), which a double holds exactly: a set of numbers weighs half of one of texts.
    const digits = Number(read.phoneE164.slice(1))
    if (seen.has(digits)) return { file, read, outcome: 'duplicate', problem: null }
    seen.add(digits)
    const { problem } = read
    const before = known.get(read.phoneE164)
    if (before === 'suppressed') return { file, read, outcome: 'suppressed', problem: null }
    if (before === 'left') return { file, read, outcome: 'left_before', problem: null }
    if (before === 'known') return { file, read, outcome: 'known', problem }
    return { file, read, outcome: problem ? 'no_consent' : 'new', problem }
  })
}
