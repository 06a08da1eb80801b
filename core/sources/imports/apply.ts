import { and, asc, gt, sql } from 'drizzle-orm'
import { type ImportEvidence, type ImportTotals, importRows, imports } from '@/db/schema/imports'
import type { RowOutcome } from '@/db/states'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { recordConsentOfMany } from '../../consent/commands'
import { ensureWording, listTopics } from '../../consent/queries'
import { inTransaction } from '../../platform/context'
import { sha256 } from '../../platform/crypto'
import { addCrowd, type NewPerson } from '../../subscribers/add-people'
import { declarationText } from './declaration'
import { fillIn, registerFields, registerTags } from './fill-in'
import { type Known, openLookUp } from './known'
import { type Import, ofImport, removeParts, requireImport, rowsOf } from './upload'

/** So many rows a transaction: a killed worker repeats at most these, and a pause waits for no more. */
const batchSize = 2_500

type Row = typeof importRows.$inferSelect
type Person = Row & { phoneE164: string; subscriberId: string }

/**
 * Brings the people of a checked file in, batch by batch, from where the last one ended. What the dry run found is asked
 * again at the moment of writing: who left, or signed up, in between is treated as they are now.
 */
export async function runImport(ctx: BrandContext, importId: string): Promise<void> {
  const row = await requireImport(ctx, importId)
  if (row.state !== 'running') return
  const basis = await basisOf(ctx, row)
  await registerFields(ctx, row)
  // What was read is in the rows. A file of people is kept no longer than it is needed.
  await removeParts(ctx, importId)
  // Each batch is a transaction of its own.
  while (await inTransaction({ ...ctx, now: new Date() }, (ctx) => applyBatch(ctx, importId, basis)));
}

type Basis = {
  language: string
  consent: {
    evidence: ImportEvidence
    wordingId: string
    details: Record<string, unknown>
    isMarketing: boolean
  } | null
}

/** What every event of this import points at: the sentence, the declaration, the file, the proof. */
async function basisOf(ctx: BrandContext, row: Import): Promise<Basis> {
  const { evidence } = row
  const [{ defaultLocale }, topics] = await Promise.all([getBrand(ctx), listTopics(ctx)])
  if (!evidence) return { language: defaultLocale, consent: null }
  const language = evidence.language === 'en' ? 'en' : 'nl'
  const { id } = await ensureWording(ctx, { language, text: evidence.wording })
  const isMarketing = topics.some(
    ({ id, category }) => category === 'marketing' && evidence.topicIds.includes(id),
  )
  const details = {
    importId: row.id,
    importedFrom: evidence.source,
    declaredBy: row.createdBy,
    declarationSha256: sha256(declarationText(language)).toString('hex'),
    fileSha256: row.fileHash?.toString('hex') ?? null,
    ...(row.proofHash ? { proofSha256: row.proofHash.toString('hex') } : {}),
  }
  return { language: defaultLocale, consent: { evidence, wordingId: id, details, isMarketing } }
}

/** @returns whether there may be more */
async function applyBatch(ctx: BrandContext, importId: string, basis: Basis): Promise<boolean> {
  const [current] = await ctx.db
    .select({ state: imports.state, after: imports.lastRowApplied, totals: imports.totals })
    .from(imports)
    .where(ofImport(ctx, importId))
    .for('no key update')
  if (current?.state !== 'running') return false
  const rows = await ctx.db
    .select()
    .from(importRows)
    .where(and(rowsOf(ctx, importId), gt(importRows.rowNumber, current.after)))
    .orderBy(asc(importRows.rowNumber))
    .limit(batchSize)
  const changed = await bringIn(ctx, importId, rows, basis)
  const isLast = rows.length < batchSize
  await ctx.db
    .update(imports)
    .set({
      rowsApplied: sql`${imports.rowsApplied} + ${rows.length}`,
      lastRowApplied: rows.at(-1)?.rowNumber ?? current.after,
      totals: moveTotals(current.totals, changed),
      updatedAt: ctx.now,
      ...(isLast ? { state: 'done' as const, finishedAt: ctx.now } : {}),
    })
    .where(ofImport(ctx, importId))
  return !isLast
}

type Change = { row: Row; outcome: RowOutcome; subscriberId: string | null }

function moveTotals(totals: ImportTotals | null, changed: readonly Change[]): ImportTotals {
  const outcomes = { ...totals?.outcomes }
  for (const { row, outcome } of changed) {
    outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) - 1
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { rows: totals?.rows ?? 0, outcomes }
}

const outcomes: Record<Known['as'], RowOutcome> = {
  suppressed: 'suppressed',
  left: 'left_before',
  known: 'known',
}

/** @returns the rows that came to something else than the dry run said */
async function bringIn(
  ctx: BrandContext,
  importId: string,
  rows: readonly Row[],
  basis: Basis,
): Promise<Change[]> {
  const wanted = rows.filter(
    (row): row is Person => ['new', 'known', 'no_consent'].includes(row.outcome) && row.phoneE164 !== null,
  )
  const lookUp = await openLookUp(ctx, basis.consent?.evidence.topicIds ?? [])
  const known = await lookUp(wanted.map(({ phoneE164 }) => phoneE164))
  const newcomers = wanted.filter(({ phoneE164 }) => !known.has(phoneE164))
  const keys = await addCrowd(
    ctx,
    newcomers.map((row) => newPerson(row, basis)),
  )
  const late = newcomers.filter(({ subscriberId }) => !keys.has(subscriberId))
  if (late.length > 0) {
    const found = await lookUp(late.map(({ phoneE164 }) => phoneE164))
    for (const [number, person] of found) known.set(number, person)
  }
  const judged = wanted.map((row): Change => {
    const person = known.get(row.phoneE164)
    if (!person) return { row, outcome: row.consentAt ? 'new' : 'no_consent', subscriberId: row.subscriberId }
    return { row, outcome: outcomes[person.as], subscriberId: person.id }
  })
  await registerTags(ctx, wanted)
  await fillIn(
    ctx,
    judged.filter(({ outcome }) => outcome === 'known'),
  )
  await giveConsent(ctx, judged, keys, basis)
  const changed = judged.filter(
    ({ row, outcome, subscriberId }) => row.outcome !== outcome || row.subscriberId !== subscriberId,
  )
  await correct(ctx, importId, changed)
  return changed
}

function newPerson(row: Person, { language, consent }: Basis): NewPerson {
  const hasConsent = consent !== null && row.consentAt !== null
  return {
    id: row.subscriberId,
    phoneE164: row.phoneE164,
    country: row.country ?? 'NL',
    language: row.language ?? language,
    name: row.name,
    tags: row.details?.tags ?? [],
    attributes: row.details?.attributes ?? {},
    leading: hasConsent ? { state: 'given', isMarketing: consent.isMarketing, source: 'import' } : null,
  }
}

async function giveConsent(
  ctx: BrandContext,
  judged: readonly Change[],
  keys: ReadonlyMap<string, Buffer>,
  { consent }: Basis,
): Promise<void> {
  if (!consent) return
  const { evidence, wordingId, details } = consent
  await recordConsentOfMany(ctx, {
    kind: 'imported',
    method: 'staff_entry',
    numberCheckedBy: 'import',
    source: { kind: 'import', wordingId, language: evidence.language },
    details,
    acts: judged.flatMap(({ row, outcome, subscriberId }) => {
      if (!row.consentAt || !subscriberId || outcome === 'left_before' || outcome === 'suppressed') return []
      const key = keys.get(subscriberId)
      return {
        subscriberId,
        topicIds: evidence.topicIds,
        at: row.consentAt,
        evidence: {
          phoneE164: row.phoneE164,
          numberCheckedBy: 'import',
          rowNumber: row.rowNumber,
          source: row.consentSource ?? evidence.source,
        },
        ...(key ? { key } : {}),
      }
    }),
  })
}

/** Writes down what became of rows where it is not what the dry run said. */
async function correct(ctx: BrandContext, importId: string, changed: readonly Change[]): Promise<void> {
  if (changed.length === 0) return
  const json = JSON.stringify(
    changed.map(({ row, outcome, subscriberId }) => ({ n: row.rowNumber, o: outcome, s: subscriberId })),
  )
  await ctx.db.execute(sql`
    update import_rows r set outcome = c.o, subscriber_id = c.s
    from jsonb_to_recordset(${json}::jsonb) as c (n int, o text, s uuid)
    where r.brand_id = ${ctx.scope.brandId} and r.import_id = ${importId} and r.row_number = c.n`)
}
