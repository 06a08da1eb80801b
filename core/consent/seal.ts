import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { ledgerPending, ledgerSeals, type SealKind } from '@/db/schema/ledger'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { addJob } from '../platform/jobs'
import { getLog } from '../platform/log'
import { idBytes, noSeal, type Seal, sealHash, sealMac, sealStatement } from './chain'
import { eventTag, type LeafRow, leafHash, leafSelection, leafText } from './leaf'
import { merkleRoot } from './merkle'

/** Events a seal: few enough to make an inclusion proof of by hand, many enough to keep up with a rush. */
const batchSize = 2048

export type Sealed = {
  seals: number
  events: number
  /** Events that no server of ours wrote. They are never sealed; `npm run ledger:verify` names them. */
  refused: string[]
}

type Fresh = LeafRow & { tag: Buffer | null }

/**
 * Seals everything of this brand that is committed by now, in batches, each in a transaction of its own. Two sealers
 * never meet: who finds the brand taken leaves it. What commits later has its row in `ledger_pending` then and is taken
 * by a later seal, whatever its `seq`.
 */
export async function sealLedger(ctx: BrandContext): Promise<Sealed> {
  const sealed: Sealed = { seals: 0, events: 0, refused: [] }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const step = await inTransaction(ctx, (ctx) => sealBatch(ctx, after))
    if (!step) break
    after = step.after ?? after
    sealed.refused.push(...step.refused)
    if (step.events > 0) {
      sealed.seals += 1
      sealed.events += step.events
    }
    if (!step.more) break
  }
  if (sealed.refused.length > 0) {
    const { brandId } = ctx.scope
    getLog('ledger').error({ brandId, eventIds: sealed.refused.slice(0, 20) }, 'Rows that no server wrote')
  }
  return sealed
}

type Step = { events: number; refused: string[]; after?: string; more: boolean }

/** One seal, or nothing when another sealer is at it. */
async function sealBatch(ctx: BrandContext, after: string): Promise<Step | undefined> {
  const { brandId } = ctx.scope
  const [lock] = await ctx.db.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`seals:${brandId}`}, 0)) as taken`,
  )
  if (!lock?.taken) return undefined
  const head = (await findHead(ctx)) ?? (await start(ctx))
  const adoptAfter = await adoptionMark(ctx, head)
  if (adoptAfter !== undefined) {
    const rows = await listAdoptable(ctx, adoptAfter.after, adoptAfter.through)
    if (rows.length > 0) await append(ctx, head, 'adopted', rows)
    return { events: rows.length, refused: [], more: rows.length > 0 }
  }
  const rows = await listPending(ctx, after)
  const genuine = rows.filter((row) => row.tag?.equals(eventTag(row)))
  const refused = rows.filter((row) => !genuine.includes(row)).map((row) => row.id as string)
  if (genuine.length > 0) {
    genuine.sort((a, b) => Number(a.seq) - Number(b.seq))
    await append(ctx, head, 'recorded', genuine)
    const ids = genuine.map((row) => row.id as string)
    await ctx.db
      .delete(ledgerPending)
      .where(and(eq(ledgerPending.brandId, brandId), inArray(ledgerPending.eventId, ids)))
    await addJob(
      ctx,
      'refresh-roll-ups',
      { brandId },
      { key: `roll-ups:${brandId}`, keyMode: 'preserve_run_at', runAt: new Date(Date.now() + 1_000) },
    )
  }
  const last = rows.at(-1)?.id ?? undefined
  return { events: genuine.length, refused, after: last, more: rows.length === batchSize }
}

/** The newest seal of this brand. */
export async function findHead(ctx: BrandContext): Promise<Seal | undefined> {
  const [head] = await ctx.db
    .select()
    .from(ledgerSeals)
    .where(eq(ledgerSeals.brandId, ctx.scope.brandId))
    .orderBy(desc(ledgerSeals.position))
    .limit(1)
  return head
}

/**
 * The start of a chain. Events from before ledgers were sealed have no row in `ledger_pending`; the start says up to where
 * there are such, and from then on an event without one is an intruder.
 */
async function start(ctx: BrandContext): Promise<Seal> {
  const [row] = await ctx.db.execute<{ through: string }>(sql`
    select coalesce(max(e.seq), 0)::text as through from consent_events e
    where e.brand_id = ${ctx.scope.brandId} and not exists (
      select from ledger_pending p where p.brand_id = e.brand_id and p.event_id = e.id)`)
  return insertSeal(ctx, undefined, 'start', { rows: [], firstSeq: 0, lastSeq: Number(row?.through ?? 0) })
}

/** How far the adoption of older events has come; undefined when it is done. */
async function adoptionMark(
  ctx: BrandContext,
  head: Seal,
): Promise<{ after: number; through: number } | undefined> {
  if (head.kind === 'recorded') return undefined
  if (head.kind === 'start') return head.lastSeq > 0 ? { after: 0, through: head.lastSeq } : undefined
  const [begin] = await ctx.db
    .select({ through: ledgerSeals.lastSeq })
    .from(ledgerSeals)
    .where(and(eq(ledgerSeals.brandId, ctx.scope.brandId), eq(ledgerSeals.position, 0)))
  if (!begin || head.lastSeq >= begin.through) return undefined
  return { after: head.lastSeq, through: begin.through }
}

async function listAdoptable(ctx: BrandContext, after: number, through: number): Promise<Fresh[]> {
  return ctx.db.execute<Fresh>(sql`
    select ${leafSelection}, null as tag from consent_events e
    where e.brand_id = ${ctx.scope.brandId} and e.seq > ${after} and e.seq <= ${through} and not exists (
      select from ledger_pending p where p.brand_id = e.brand_id and p.event_id = e.id)
    order by e.seq limit ${batchSize}`)
}

async function listPending(ctx: BrandContext, after: string): Promise<Fresh[]> {
  return ctx.db.execute<Fresh>(sql`
    select ${leafSelection}, p.tag from ledger_pending p
    join consent_events e on e.brand_id = p.brand_id and e.id = p.event_id
    where p.brand_id = ${ctx.scope.brandId} and p.event_id > ${after}::uuid
    order by p.event_id limit ${batchSize}`)
}

function append(ctx: BrandContext, head: Seal, kind: SealKind, rows: LeafRow[]): Promise<Seal> {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) throw new RangeError('a seal over nothing')
  return insertSeal(ctx, head, kind, { rows, firstSeq: Number(first.seq), lastSeq: Number(last.seq) })
}

type Batch = { rows: LeafRow[]; firstSeq: number; lastSeq: number }

async function insertSeal(
  ctx: BrandContext,
  head: Seal | undefined,
  kind: SealKind,
  { rows, firstSeq, lastSeq }: Batch,
): Promise<Seal> {
  const leaves = rows.map((row) => ({ id: idBytes(row.id as string), hash: leafHash(leafText(row)) }))
  const seal = {
    brandId: ctx.scope.brandId,
    position: head ? head.position + 1 : 0,
    kind,
    previousHash: head?.hash ?? noSeal(),
    root: merkleRoot(leaves.map((leaf) => leaf.hash)),
    size: rows.length,
    firstSeq,
    lastSeq,
    sealedAt: ctx.now,
  }
  const hash = sealHash(sealStatement(seal))
  const made: Seal = {
    ...seal,
    hash,
    mac: sealMac(hash),
    leaves: Buffer.concat(leaves.flatMap((leaf) => [leaf.id, leaf.hash])),
  }
  await ctx.db.insert(ledgerSeals).values(made)
  return made
}
