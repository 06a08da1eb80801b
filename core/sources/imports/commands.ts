import { and, eq, inArray, lt } from 'drizzle-orm'
import { imports } from '@/db/schema/imports'
import type { ImportState } from '@/db/states'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { ensureWording, listOpenTopics } from '../../consent/queries'
import { inTransaction } from '../../platform/context'
import { sealBytes, sha256 } from '../../platform/crypto'
import { AppError } from '../../platform/errors'
import { parseInput } from '../../platform/input'
import { addJob, type Jobs } from '../../platform/jobs'
import { requirePermission } from '../../staff/gate'
import { maxProofBytes, type PlanInput, planSchema } from './schema'
import { ofImport, requireImport } from './upload'

type ImportJob = Extract<keyof Jobs, `${string}-import`>
type Step = { action: string; from: ImportState[]; to: ImportState; job?: ImportJob }

/** Moves an import on, if it still is where the person saw it: two tabs that press make one move. */
async function move(
  ctx: BrandContext,
  importId: string,
  step: Step,
  facts: Partial<typeof imports.$inferInsert> = {},
): Promise<void> {
  requirePermission(ctx, 'subscribers.import')
  await inTransaction(ctx, async (ctx) => {
    const moved = await ctx.db
      .update(imports)
      .set({ ...facts, state: step.to, updatedAt: ctx.now })
      .where(and(ofImport(ctx, importId), inArray(imports.state, step.from)))
      .returning({ id: imports.id })
    if (moved.length === 0) {
      await requireImport(ctx, importId)
      throw new AppError('import-not-ready')
    }
    const { brandId } = ctx.scope
    await recordAudit(ctx, { brandId, action: step.action, subjectType: 'import', subjectId: importId })
    if (step.job) {
      await addJob(
        ctx,
        step.job,
        { brandId, importId },
        { key: `import:${importId}`, queue: `import:${brandId}` },
      )
    }
  })
}

/**
 * Keeps what staff say of the file (columns, country, evidence) and starts the dry run.
 * @throws AppError `not-allowed`, `not-found`, `import-not-ready`, `invalid-input` for columns or topics that are not there
 */
export async function planImport(ctx: BrandContext, input: PlanInput): Promise<void> {
  requirePermission(ctx, 'subscribers.import')
  const { importId, mapping, defaultCountry, dayFirst, evidence } = parseInput(planSchema, input)
  const row = await requireImport(ctx, importId)
  const columns = row.header?.length ?? 0
  const used = [...Object.values(mapping).filter((value) => typeof value === 'number')]
  if ([...used, ...mapping.attributes.map(({ column }) => column)].some((column) => column >= columns))
    throw new AppError('invalid-input', { field: 'mapping' })
  if (evidence) {
    const known = new Set((await listOpenTopics(ctx)).map(({ id }) => id))
    if (evidence.topicIds.some((id) => !known.has(id)))
      throw new AppError('invalid-input', { field: 'topicIds' })
    if (mapping.consentAt < 0 && evidence.consentAt === null)
      throw new AppError('consent-date-missing', { field: 'consentAt' })
  }
  // Once rows were applied, what they were applied with stays.
  if (row.rowsApplied > 0) throw new AppError('import-not-ready')
  await move(
    ctx,
    importId,
    { action: 'import.check', from: ['uploaded', 'checked'], to: 'checking', job: 'check-import' },
    { mapping, defaultCountry, dayFirst, evidence, totals: null, rowsRead: 0 },
  )
}

const proofSignatures: [string, number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpg', [0xff, 0xd8, 0xff]],
]

/**
 * Keeps a proof (a signed list, a screenshot of the form) sealed beside the import; every event points at its hash.
 * @throws AppError `not-allowed`, `not-found`, `proof-unfit` for anything but PDF, PNG or JPEG up to 5 MB
 */
export async function attachProof(
  ctx: BrandContext,
  input: { importId: string; fileName: string; bytes: Buffer },
): Promise<void> {
  requirePermission(ctx, 'subscribers.import')
  const { importId, fileName, bytes } = input
  const isProof = proofSignatures.some(([, signature]) => signature.every((byte, at) => bytes[at] === byte))
  if (!isProof || bytes.byteLength > maxProofBytes) throw new AppError('proof-unfit', { field: 'proof' })
  await inTransaction(ctx, async (ctx) => {
    const kept = await ctx.db
      .update(imports)
      .set({
        proofName: fileName.slice(0, 255),
        proofHash: sha256(bytes),
        proofSealed: sealBytes('imports.proof_sealed', bytes),
        updatedAt: ctx.now,
      })
      .where(and(ofImport(ctx, importId), inArray(imports.state, ['uploaded', 'checked'])))
      .returning({ id: imports.id })
    if (kept.length === 0) throw new AppError('import-not-ready')
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'import.attach-proof',
      subjectType: 'import',
      subjectId: importId,
      details: { byteSize: bytes.byteLength },
    })
  })
}

/** Starts bringing the people in, or goes on where it was cancelled. @throws AppError `not-allowed`, `not-found`, `import-not-ready` */
export async function startImport(ctx: BrandContext, input: { importId: string }): Promise<void> {
  requirePermission(ctx, 'subscribers.import')
  const { evidence, startedAt } = await requireImport(ctx, input.importId)
  if (evidence)
    await ensureWording(ctx, { language: evidence.language as 'nl' | 'en', text: evidence.wording })
  await move(
    ctx,
    input.importId,
    { action: 'import.start', from: ['checked', 'cancelled'], to: 'running', job: 'run-import' },
    { startedAt: startedAt ?? ctx.now },
  )
}

/** Stops at the next batch. What came in stays in; the rest can follow later. @throws AppError `not-allowed`, `not-found`, `import-not-ready` */
export async function cancelImport(ctx: BrandContext, input: { importId: string }): Promise<void> {
  const { state } = await requireImport(ctx, input.importId)
  const step: Step =
    state === 'checking'
      ? { action: 'import.cancel', from: ['checking'], to: 'uploaded' }
      : { action: 'import.cancel', from: ['running'], to: 'cancelled' }
  await move(ctx, input.importId, step)
}

/** Takes everything back that this import brought. @throws AppError `not-allowed`, `not-found`, `import-not-ready` */
export async function undoImport(ctx: BrandContext, input: { importId: string }): Promise<void> {
  await move(ctx, input.importId, {
    action: 'import.undo',
    from: ['done', 'cancelled'],
    to: 'undoing',
    job: 'undo-import',
  })
}

const removable: ImportState[] = ['uploading', 'uploaded', 'checked', 'failed']

/** Throws an import away that brought nobody in. @throws AppError `not-allowed`, `not-found`, `import-not-ready` */
export async function discardImport(ctx: BrandContext, input: { importId: string }): Promise<void> {
  requirePermission(ctx, 'subscribers.import')
  await inTransaction(ctx, async (ctx) => {
    const gone = await ctx.db
      .delete(imports)
      .where(
        and(ofImport(ctx, input.importId), inArray(imports.state, removable), eq(imports.rowsApplied, 0)),
      )
      .returning({ id: imports.id })
    if (gone.length === 0) {
      await requireImport(ctx, input.importId)
      throw new AppError('import-not-ready')
    }
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'import.discard',
      subjectType: 'import',
      subjectId: input.importId,
    })
  })
}

const jobOf: Partial<Record<ImportState, ImportJob>> = {
  checking: 'check-import',
  running: 'run-import',
  undoing: 'undo-import',
}

/** Adds the job again of an import that should move and has not for five minutes: its job was lost. */
export async function wakeImports(ctx: BrandContext): Promise<void> {
  const { brandId } = ctx.scope
  const still = await ctx.db
    .select({ importId: imports.id, state: imports.state })
    .from(imports)
    .where(
      and(
        eq(imports.brandId, brandId),
        inArray(imports.state, Object.keys(jobOf) as ImportState[]),
        lt(imports.updatedAt, new Date(ctx.now.getTime() - 5 * 60_000)),
      ),
    )
  for (const { importId, state } of still) {
    const job = jobOf[state]
    if (job)
      await addJob(ctx, job, { brandId, importId }, { key: `import:${importId}`, queue: `import:${brandId}` })
  }
}
