import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { consentProjections } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { suppressions } from '@/db/schema/suppressions'
import { recordAudit } from '../audit/commands'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { actorId, inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { maskPhone } from '../platform/phone'
import { requirePermission } from '../staff/gate'
import { type ReadLine, readSuppressionList } from './read-suppression-list'
import { suppressionHash } from './suppression-hash'
import { type ImportSuppressionsInput, importSuppressionsSchema } from './suppression-schema'

type Problem = Extract<ReadLine, { problem: string }>['problem']

/** What became of each line. `came-back`: added, and the person's own newer confirmation goes over it. */
export type ImportedLine = {
  line: number
  outcome: 'added' | 'came-back' | 'already' | 'twice' | Problem
  /** The number masked; where it could not be read, what stood there. */
  said: string
}

export type SuppressionImport = {
  lines: ImportedLine[]
  counts: Partial<Record<ImportedLine['outcome'], number>>
}

type Good = Extract<ReadLine, { phoneE164: string }>

/**
 * Takes over the suppression list of another system: numbers, or numbers with reason and date. A line that cannot be
 * read is reported and holds up no other. All lines or none: a fault of ours leaves the list as it was.
 * @throws AppError `not-allowed`, `file-unreadable`, `list-empty`
 */
export async function importSuppressions(
  ctx: BrandContext,
  input: ImportSuppressionsInput,
): Promise<SuppressionImport> {
  const { text, scope, topicId, reason, note } = importSuppressionsSchema.parse(input)
  requirePermission(ctx, 'suppressions.write')
  const { brandId } = ctx.scope
  const { defaultCountry } = await getBrand(ctx)
  const read = readOrRefuse(text, defaultCountry, ctx.now)
  if (read.length === 0) throw new AppError('list-empty')
  const first = new Map<string, Good>()
  const lines = read.map((line): ImportedLine | Good => {
    if ('problem' in line) return { line: line.line, outcome: line.problem, said: line.said.slice(0, 40) }
    if (first.has(line.phoneE164))
      return { line: line.line, outcome: 'twice', said: maskPhone(line.phoneE164) }
    first.set(line.phoneE164, line)
    return line
  })

  const outcomes = new Map<string, ImportedLine['outcome']>()
  await inTransaction(ctx, async (ctx) => {
    const good = [...first.values()]
    for (let from = 0; from < good.length; from += 2_000) {
      const part = good.slice(from, from + 2_000)
      const entries = part.map((line) => ({
        ...{ brandId, id: newId(ctx.now), phoneHash: suppressionHash(brandId, line.phoneE164), scope },
        ...{ topicId: topicId ?? null, reason: line.reason ?? reason, note: note || null },
        ...{
          at: line.at ?? ctx.now,
          addedAt: ctx.now,
          actorType: ctx.actor.type,
          actorId: actorId(ctx.actor),
        },
      }))
      for (const [number, outcome] of await insertPart(ctx, part, entries)) outcomes.set(number, outcome)
    }
    await recordAudit(ctx, {
      brandId,
      action: 'suppression.import',
      subjectType: 'brand',
      subjectId: brandId,
      details: {
        scope,
        reason,
        lines: read.length,
        added: [...outcomes.values()].filter((o) => o !== 'already').length,
      },
    })
  })
  const report = lines.map(
    (line): ImportedLine =>
      'outcome' in line
        ? line
        : {
            line: line.line,
            outcome: outcomes.get(line.phoneE164) ?? 'already',
            said: maskPhone(line.phoneE164),
          },
  )
  const counts: SuppressionImport['counts'] = {}
  for (const { outcome } of report) counts[outcome] = (counts[outcome] ?? 0) + 1
  return { lines: report, counts }
}

function readOrRefuse(text: string, country: string, now: Date): ReadLine[] {
  // A spreadsheet or a picture instead of text: nothing in it is a list.
  if (text.includes('\u0000') || text.startsWith('PK')) throw new AppError('file-unreadable')
  try {
    return readSuppressionList(text, country, now)
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error })
  }
}

async function insertPart(
  ctx: BrandContext,
  part: Good[],
  entries: (typeof suppressions.$inferInsert & { phoneHash: Buffer; at: Date })[],
): Promise<Map<string, ImportedLine['outcome']>> {
  const { brandId } = ctx.scope
  const oldest = new Date(Math.min(...entries.map((entry) => entry.at.getTime())))
  const [entry] = entries
  if (!entry) return new Map()
  const sameReach = and(
    eq(suppressions.brandId, brandId),
    isNull(suppressions.liftedAt),
    eq(suppressions.scope, entry.scope),
    entry.topicId ? eq(suppressions.topicId, entry.topicId) : isNull(suppressions.topicId),
  )
  // An older entry gives way to a newer word of the same reach, as in `suppress`.
  const known = await ctx.db
    .select({ id: suppressions.id, phoneHash: suppressions.phoneHash, at: suppressions.at })
    .from(suppressions)
    .where(
      and(
        sameReach,
        inArray(
          suppressions.phoneHash,
          entries.map((one) => one.phoneHash),
        ),
      ),
    )
  const newer = new Map(entries.map((one) => [one.phoneHash.toString('hex'), one.at]))
  const outdated = known.filter((row) => row.at < (newer.get(row.phoneHash.toString('hex')) ?? oldest))
  if (outdated.length > 0) {
    await ctx.db
      .update(suppressions)
      .set({ liftedAt: ctx.now, liftedBy: 'removed', liftedActorId: actorId(ctx.actor) })
      .where(
        and(
          eq(suppressions.brandId, brandId),
          inArray(
            suppressions.id,
            outdated.map((row) => row.id),
          ),
        ),
      )
  }
  const added = await ctx.db.insert(suppressions).values(entries).onConflictDoNothing().returning({
    phoneHash: suppressions.phoneHash,
  })
  const isAdded = new Set(added.map((row) => row.phoneHash.toString('hex')))
  const back = await listCameBack(ctx, part, oldest)
  return new Map(
    part.map((line, index) => {
      const entry = entries[index]
      const confirmedAt = back.get(line.phoneE164)
      const isBack = confirmedAt !== undefined && entry !== undefined && confirmedAt > entry.at
      return [
        line.phoneE164,
        !isAdded.has(entry?.phoneHash.toString('hex') ?? '') ? 'already' : isBack ? 'came-back' : 'added',
      ]
    }),
  )
}

/** When people of these numbers last confirmed something themselves, where that was after `since`. */
async function listCameBack(ctx: BrandContext, part: Good[], since: Date): Promise<Map<string, Date>> {
  const rows = await ctx.db
    .select({ number: subscribers.phoneE164, confirmedAt: consentProjections.confirmedAt })
    .from(subscribers)
    .innerJoin(
      consentProjections,
      and(
        eq(consentProjections.brandId, subscribers.brandId),
        eq(consentProjections.subscriberId, subscribers.id),
        eq(consentProjections.state, 'confirmed'),
      ),
    )
    .where(
      and(
        eq(subscribers.brandId, ctx.scope.brandId),
        inArray(
          subscribers.phoneE164,
          part.map((line) => line.phoneE164),
        ),
        lt(sql`${since.toISOString()}::timestamptz`, consentProjections.confirmedAt),
      ),
    )
  const latest = new Map<string, Date>()
  for (const { number, confirmedAt } of rows) {
    if (number && confirmedAt && confirmedAt > (latest.get(number) ?? since)) latest.set(number, confirmedAt)
  }
  return latest
}
