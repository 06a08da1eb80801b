import { sql } from 'drizzle-orm'
import type { ImportEvidence, importRows } from '@/db/schema/imports'
import type { RowOutcome } from '@/db/states'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { recordConsentOfMany } from '../../consent/commands'
import { ensureWording, listTopics } from '../../consent/queries'
import { requireController } from '../../consent/record'
import { sha256 } from '../../platform/crypto'
import { addCrowd, type NewPerson } from '../../subscribers/add-people'
import { declarationText } from './declaration'
import { fillIn } from './fill-in'
import { type Known, openLookUp } from './known'
import type { Import } from './upload'

type Row = typeof importRows.$inferSelect
type Person = Row & { phoneE164: string; subscriberId: string }

export type Basis = {
  language: string
  consent: {
    evidence: ImportEvidence
    wordingId: string
    details: Record<string, unknown>
    isMarketing: boolean
  } | null
}

/** What every event of this import points at: the sentence, the declaration, the file, the proof. */
export async function basisOf(ctx: BrandContext, row: Import): Promise<Basis> {
  const { evidence } = row
  const [{ defaultLocale }, topics] = await Promise.all([
    getBrand(ctx),
    listTopics(ctx),
    requireController(ctx),
  ])
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

export type Change = { row: Row; outcome: RowOutcome; subscriberId: string | null }

const outcomes: Record<Known['as'], RowOutcome> = {
  suppressed: 'suppressed',
  left: 'left_before',
  known: 'known',
}

/** Brings the people of one batch in, as they are known at this moment. @returns the rows that came to something else than the dry run said */
export async function bringIn(
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
