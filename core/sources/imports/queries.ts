import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { importChunks, importRows, imports } from '@/db/schema/imports'
import { staff } from '@/db/schema/staff'
import type { RowOutcome, RowProblem } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { byteOrderMark, csvLine } from '../../platform/csv'
import { requirePermission } from '../../staff/gate'
import { type ImportView, partBytes, type RowToMend } from './schema'
import { type Import, ofImport, requireImport } from './upload'

const viewColumns = {
  id: imports.id,
  state: imports.state,
  fileName: imports.fileName,
  byteSize: imports.byteSize,
  rowsRead: imports.rowsRead,
  rowsApplied: imports.rowsApplied,
  totals: imports.totals,
  problem: imports.problem,
  staffName: staff.name,
  createdAt: imports.createdAt,
  startedAt: imports.startedAt,
  finishedAt: imports.finishedAt,
  parts: sql<number>`(select count(*)::int from ${importChunks} where ${importChunks.brandId} = ${imports.brandId}
    and ${importChunks.importId} = ${imports.id})`,
}

const selectViews = (ctx: BrandContext) =>
  ctx.db.select(viewColumns).from(imports).leftJoin(staff, sql`${staff.id}::text = ${imports.createdBy}`)

type ViewRow = Awaited<ReturnType<typeof selectViews>>[number]

const viewOf = ({ parts, totals, ...row }: ViewRow): ImportView => ({
  ...row,
  receivedBytes: Math.min(row.byteSize, parts * partBytes),
  rows: totals?.rows ?? 0,
  outcomes: totals?.outcomes ?? {},
})

/** The brand's last 50 imports, newest first. @throws AppError `not-allowed` */
export async function listImports(ctx: BrandContext): Promise<ImportView[]> {
  requirePermission(ctx, 'subscribers.import')
  const rows = await selectViews(ctx)
    .where(eq(imports.brandId, ctx.scope.brandId))
    .orderBy(desc(imports.createdAt))
    .limit(50)
  return rows.map(viewOf)
}

/** One import, for its progress. @throws AppError `not-allowed`, `not-found` */
export async function getImportView(ctx: BrandContext, importId: string): Promise<ImportView> {
  requirePermission(ctx, 'subscribers.import')
  const [row] = await selectViews(ctx).where(ofImport(ctx, importId))
  if (row) return viewOf(row)
  await requireImport(ctx, importId)
  throw new Error('unreachable: requireImport throws')
}

export type ImportPlan = Pick<
  Import,
  'header' | 'sample' | 'mapping' | 'defaultCountry' | 'dayFirst' | 'evidence' | 'proofName'
>

/** What staff said of the file so far, and its first rows. @throws AppError `not-allowed`, `not-found` */
export async function getImportPlan(ctx: BrandContext, importId: string): Promise<ImportPlan> {
  requirePermission(ctx, 'subscribers.import')
  const row = await requireImport(ctx, importId)
  const { header, sample, mapping, defaultCountry, dayFirst, evidence, proofName } = row
  return { header, sample, mapping, defaultCountry, dayFirst, evidence, proofName }
}

const withProblem = (ctx: BrandContext, importId: string, after: number) =>
  and(
    eq(importRows.brandId, ctx.scope.brandId),
    eq(importRows.importId, importId),
    isNotNull(importRows.problem),
    gt(importRows.rowNumber, after),
  )

/** Rows that somebody has to mend, in the order of the file. @throws AppError `not-allowed` */
export async function listRowsToMend(
  ctx: BrandContext,
  importId: string,
  page: { after?: number; limit: number },
): Promise<RowToMend[]> {
  requirePermission(ctx, 'subscribers.import')
  const rows = await ctx.db
    .select({
      rowNumber: importRows.rowNumber,
      outcome: importRows.outcome,
      problem: importRows.problem,
      cells: importRows.cells,
    })
    .from(importRows)
    .where(withProblem(ctx, importId, page.after ?? 0))
    .orderBy(asc(importRows.rowNumber))
    .limit(page.limit)
  return rows.flatMap(({ problem, cells, ...row }) =>
    problem ? [{ ...row, problem, cells: cells ?? [] }] : [],
  )
}

export type MendingWords = {
  row: string
  outcome: string
  problem: string
  outcomes: (outcome: RowOutcome) => string
  problems: (problem: RowProblem) => string
}

/**
 * The rows to mend as CSV, a page of them at a time: the file's own columns, and in front the row, what it came to and why.
 * Safe to open in a spreadsheet.
 */
export async function* exportRowsToMend(
  ctx: BrandContext,
  importId: string,
  words: MendingWords,
): AsyncGenerator<string> {
  const { header } = await getImportPlan(ctx, importId)
  yield byteOrderMark + csvLine([words.row, words.outcome, words.problem, ...(header ?? [])])
  for (let after = 0; ; ) {
    const rows = await listRowsToMend(ctx, importId, { after, limit: 2_000 })
    if (rows.length === 0) return
    after = rows.at(-1)?.rowNumber ?? after
    yield rows
      .map(({ rowNumber, outcome, problem, cells }) =>
        csvLine([rowNumber, words.outcomes(outcome), words.problems(problem), ...cells]),
      )
      .join('')
  }
}
