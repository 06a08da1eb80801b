import { and, eq } from 'drizzle-orm'
import { type ImportMapping, type ImportTotals, importRows, imports } from '@/db/schema/imports'
import type { RowOutcome, RowProblem } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { newId } from '../../platform/ids'
import { insertMany } from '../../platform/insert-many'
import { openLookUp } from './known'
import { type ReadRow, type RowRules, readRow } from './read-row'
import { type FileRow, readRows, UnreadableFile } from './read-rows'
import { type Import, ofImport, readParts, requireImport, rowsOf, shapeOf } from './upload'

const batchSize = 5_000

type Judged = {
  file: FileRow
  read: ReadRow | null
  outcome: RowOutcome
  problem: RowProblem | null
  subscriberId: string | null
}

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
 */
export async function checkImport(ctx: BrandContext, importId: string): Promise<void> {
  const row = await requireImport(ctx, importId)
  if (row.state !== 'checking') return
  await ctx.db.delete(importRows).where(rowsOf(ctx, importId))
  const judge = await makeJudge(ctx, row)
  const totals: ImportTotals = { rows: 0, outcomes: {} }

  const write = (rows: Judged[], facts: { rowsRead: number; totals: ImportTotals }): Promise<boolean> =>
    inTransaction(ctx, async (ctx) => {
      await insertMany(
        ctx,
        importRows,
        rows.map((each) => rowOf(ctx, importId, each)),
      )
      return step(ctx, importId, facts)
    })

  let writing = Promise.resolve(true)
  /** While a batch is written, the next one is read. @returns false when staff stopped it meanwhile */
  const keep = async (batch: FileRow[]): Promise<boolean> => {
    const judged = await judge(batch)
    for (const { outcome } of judged) totals.outcomes[outcome] = (totals.outcomes[outcome] ?? 0) + 1
    totals.rows += judged.length
    const before = await writing
    if (before) {
      writing = write(judged, { rowsRead: totals.rows, totals: structuredClone(totals) })
      // Awaited with the next batch; until then a failure must not count as nobody's.
      writing.catch(() => undefined)
    }
    return before
  }

  try {
    let batch: FileRow[] = []
    let isHeader = true
    for await (const fileRow of readRows(readParts(ctx, importId), shapeOf(row))) {
      if (isHeader) {
        isHeader = false
        continue
      }
      batch.push(fileRow)
      if (batch.length < batchSize) continue
      if (!(await keep(batch))) return
      batch = []
    }
    if (!(await keep(batch)) || !(await writing)) return
    await step(ctx, importId, { state: 'checked' })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    await step(ctx, importId, { state: 'failed', problem: error.problem, finishedAt: new Date() })
  }
}

/** Writes how far it is, unless staff stopped it. */
async function step(
  ctx: BrandContext,
  importId: string,
  facts: Partial<typeof imports.$inferInsert>,
): Promise<boolean> {
  const [still] = await ctx.db
    .update(imports)
    .set({ ...facts, updatedAt: new Date() })
    .where(and(ofImport(ctx, importId), eq(imports.state, 'checking')))
    .returning({ id: imports.id })
  return still !== undefined
}

function rowOf(
  ctx: BrandContext,
  importId: string,
  { file, read, outcome, problem, subscriberId }: Judged,
): typeof importRows.$inferInsert {
  const hasDetails = read && (read.tags.length > 0 || Object.keys(read.attributes).length > 0)
  return {
    brandId: ctx.scope.brandId,
    importId,
    rowNumber: file.rowNumber,
    outcome,
    problem,
    phoneE164: read?.phoneE164 ?? null,
    country: read?.country ?? null,
    name: read?.name ?? null,
    language: read?.language ?? null,
    consentAt: read?.consentAt ?? null,
    consentSource: read?.consentSource ?? null,
    details: hasDetails ? { tags: read.tags, attributes: read.attributes } : null,
    cells: problem ? file.cells : null,
    subscriberId,
  }
}

/** Judges rows in the order of the file; remembers the numbers it has seen. */
async function makeJudge(ctx: BrandContext, row: Import) {
  const rules = rulesOf(row, ctx.now)
  // At most fifteen digits (E.164), which a double holds exactly: a set of numbers weighs half of one of texts.
  const seen = new Set<number>()
  const lookUp = await openLookUp(ctx, row.evidence?.topicIds ?? [])

  return async (batch: readonly FileRow[]): Promise<Judged[]> => {
    const readAll = batch.map((file) => ({ file, read: readRow(file.cells, rules) }))
    const numbers = readAll.flatMap(({ read }) => (typeof read === 'string' ? [] : [read.phoneE164]))
    const known = await lookUp(numbers)
    return readAll.map(({ file, read }): Judged => {
      if (typeof read === 'string')
        return { file, read: null, outcome: 'rejected', problem: read, subscriberId: null }
      const digits = Number(read.phoneE164.slice(1))
      const person = known.get(read.phoneE164)
      const found = { file, read, subscriberId: person?.id ?? null }
      if (seen.has(digits)) return { ...found, outcome: 'duplicate', problem: null }
      seen.add(digits)
      const { problem } = read
      if (person?.as === 'suppressed') return { ...found, outcome: 'suppressed', problem: null }
      if (person?.as === 'left') return { ...found, outcome: 'left_before', problem: null }
      if (person) return { ...found, outcome: 'known', problem }
      return { ...found, outcome: problem ? 'no_consent' : 'new', problem, subscriberId: newId(ctx.now) }
    })
  }
}
