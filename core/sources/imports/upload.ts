import { createHash } from 'node:crypto'
import { and, asc, count, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { importChunks, importRows, imports } from '@/db/schema/imports'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { openBytes, sealBytes } from '../../platform/crypto'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { guessMapping } from './columns'
import { guessDayFirst } from './dates'
import { type FileShape, readRows, UnreadableFile } from './read-rows'
import { partBytes, startUploadSchema } from './schema'
import { type FileProblem, sniff } from './sniff'

const sealedFor = 'import_chunks.sealed'
/** So many rows are shown while columns are named. */
const sampleRows = 20

export type Import = typeof imports.$inferSelect

export const ofImport = (ctx: BrandContext, importId: string) =>
  and(eq(imports.brandId, ctx.scope.brandId), eq(imports.id, importId))

export const rowsOf = (ctx: BrandContext, importId: string) =>
  and(eq(importRows.brandId, ctx.scope.brandId), eq(importRows.importId, importId))

/** @throws AppError `not-found` */
export async function requireImport(ctx: BrandContext, importId: string): Promise<Import> {
  const [row] = await ctx.db.select().from(imports).where(ofImport(ctx, importId))
  if (!row) throw new AppError('not-found')
  return row
}

/** Makes room for a file. @throws AppError `not-allowed`, `file-empty`, `file-too-large` */
export async function startUpload(
  ctx: BrandContext,
  input: z.input<typeof startUploadSchema>,
): Promise<{ importId: string; partBytes: number }> {
  requirePermission(ctx, 'subscribers.import')
  const { fileName, byteSize } = startUploadSchema.parse(input)
  const id = newId(ctx.now)
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.insert(imports).values({
      brandId: ctx.scope.brandId,
      id,
      state: 'uploading',
      fileName,
      byteSize,
      createdBy: ctx.actor.type === 'staff' ? ctx.actor.staffId : null,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'import.upload',
      subjectType: 'import',
      subjectId: id,
      details: { byteSize },
    })
  })
  return { importId: id, partBytes }
}

/**
 * Keeps one part of the file. The same part twice (a line that broke after it was kept) is one part.
 * @throws AppError `not-allowed`, `not-found`, `conflict` for a part that cannot be one of this file
 */
export async function putPart(
  ctx: BrandContext,
  input: { importId: string; part: number; bytes: Buffer },
): Promise<void> {
  requirePermission(ctx, 'subscribers.import')
  const { importId, part, bytes } = input
  const row = await requireImport(ctx, importId)
  const parts = Math.ceil(row.byteSize / partBytes)
  const expected = part === parts - 1 ? row.byteSize - part * partBytes : partBytes
  if (row.state !== 'uploading' || !Number.isInteger(part) || part < 0 || part >= parts)
    throw new AppError('conflict')
  if (bytes.byteLength !== expected) throw new AppError('conflict')
  await ctx.db
    .insert(importChunks)
    .values({
      ...{ brandId: ctx.scope.brandId, id: newId(ctx.now), importId, part },
      sealed: sealBytes(sealedFor, bytes),
    })
    .onConflictDoNothing()
}

/** Which parts of a file are here, so that an upload goes on where it broke off. */
export async function countParts(ctx: BrandContext, importId: string): Promise<number> {
  const [row] = await ctx.db.select({ parts: count() }).from(importChunks).where(partsOf(ctx, importId))
  return row?.parts ?? 0
}

const partsOf = (ctx: BrandContext, importId: string) =>
  and(eq(importChunks.brandId, ctx.scope.brandId), eq(importChunks.importId, importId))

/** Destroys the file. */
export async function removeParts(ctx: BrandContext, importId: string): Promise<void> {
  await ctx.db.delete(importChunks).where(partsOf(ctx, importId))
}

/** The file, part by part, opened. */
export async function* readParts(ctx: BrandContext, importId: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const [row] = await ctx.db
      .select({ sealed: importChunks.sealed })
      .from(importChunks)
      .where(and(partsOf(ctx, importId), eq(importChunks.part, part)))
      .orderBy(asc(importChunks.part))
    if (!row) return
    yield openBytes(sealedFor, row.sealed)
  }
}

/** How the file is to be read, once it has been looked at. @throws AppError `conflict` */
export function shapeOf(row: Pick<Import, 'format' | 'encoding' | 'delimiter'>): FileShape {
  if (row.format === 'xlsx') return { format: 'xlsx' }
  if (row.format === 'csv' && row.encoding && row.delimiter)
    return { format: 'csv', encoding: row.encoding, delimiter: row.delimiter }
  throw new AppError('conflict')
}

/**
 * Closes an upload: looks at what the file really is, reads its first rows and guesses what the columns hold. A file that
 * cannot be read is kept as failed, with the reason, and nothing of it is imported.
 * @returns the reason, or null
 * @throws AppError `not-allowed`, `not-found`, `upload-incomplete`
 */
export async function finishUpload(
  ctx: BrandContext,
  input: { importId: string },
): Promise<{ problem: FileProblem | null }> {
  requirePermission(ctx, 'subscribers.import')
  const { importId } = input
  const row = await requireImport(ctx, importId)
  if (row.state !== 'uploading') return { problem: row.problem as FileProblem | null }
  if ((await countParts(ctx, importId)) < Math.ceil(row.byteSize / partBytes))
    throw new AppError('upload-incomplete')
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  for await (const bytes of readParts(ctx, importId)) {
    hash.update(bytes)
    if (head.byteLength < 65_536) head = Buffer.concat([head, bytes]).subarray(0, 65_536)
  }
  const looked = await lookInto(ctx, importId, head)
  const facts =
    'problem' in looked
      ? { state: 'failed' as const, problem: looked.problem, finishedAt: ctx.now }
      : { state: 'uploaded' as const, ...looked }
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .update(imports)
      .set({ ...facts, fileHash: hash.digest(), updatedAt: ctx.now })
      .where(and(ofImport(ctx, importId), eq(imports.state, 'uploading')))
    if (facts.state === 'failed') await removeParts(ctx, importId)
  })
  return { problem: facts.state === 'failed' ? facts.problem : null }
}

type Looked =
  | { problem: FileProblem }
  | Pick<Import, 'format' | 'encoding' | 'delimiter' | 'header' | 'sample' | 'mapping' | 'dayFirst'>

async function lookInto(ctx: BrandContext, importId: string, head: Buffer): Promise<Looked> {
  const seen = sniff(head)
  if (seen.kind === 'unfit') return { problem: seen.problem }
  const form =
    seen.kind === 'xlsx'
      ? { format: 'xlsx' as const, encoding: null, delimiter: null }
      : { format: 'csv' as const, encoding: seen.encoding, delimiter: seen.delimiter }
  const rows: string[][] = []
  try {
    for await (const { cells } of readRows(readParts(ctx, importId), shapeOf(form))) {
      rows.push(cells.map((cell) => cell.slice(0, 300)).slice(0, 100))
      if (rows.length > sampleRows) break
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return { problem: error.problem }
    throw error
  }
  const [header, ...sample] = rows
  if (!header || sample.length === 0) return { problem: 'file-no-rows' }
  const mapping = guessMapping(header, sample)
  const dates = sample.map((row) => row[mapping.consentAt] ?? '')
  return { ...form, header, sample, mapping, dayFirst: guessDayFirst(dates) ?? true }
}
