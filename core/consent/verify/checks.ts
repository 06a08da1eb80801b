import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type KeptFinding, ledgerChecks, ledgerPending, ledgerSeals } from '@/db/schema/ledger'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { actorId, inTransaction } from '../../platform/context'
import { newId } from '../../platform/ids'
import { addJob } from '../../platform/jobs'
import { getLog } from '../../platform/log'
import { requirePermission } from '../../staff/gate'
import { verifyLedger } from './verify'

export type LedgerCheck = Omit<typeof ledgerChecks.$inferSelect, 'headHash'> & { headHash: string | null }

/** As many as anybody reads; `npm run ledger:verify` names them all. */
const keptFindings = 50
const keyOf = (brandId: string) => `check-ledger:${brandId}`

/**
 * Checks the whole ledger of a brand and keeps what came of it. Beside the ledger itself, the newest seal of the last
 * check must still be in the chain.
 */
export async function checkLedger(ctx: BrandContext, database: Database): Promise<LedgerCheck> {
  const { brandId } = ctx.scope
  const startedAt = new Date()
  const before = await findAnchor(ctx)
  const report = await verifyLedger(database, brandId)
  const findings: KeptFinding[] = [...report.findings]
  if (before && !(await isInChain(ctx, before)))
    findings.unshift({ what: 'anchor-gone', where: before.toString('hex') })
  const check = {
    ...{ brandId, id: newId(startedAt), startedAt, finishedAt: new Date() },
    ...{ events: report.events, sealed: report.sealed, waiting: report.waiting, seals: report.seals },
    headHash: report.headHash ? Buffer.from(report.headHash, 'hex') : null,
    ...{ found: findings.length, findings: findings.slice(0, keptFindings) },
    ...{ actorType: ctx.actor.type, actorId: actorId(ctx.actor) },
  }
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.insert(ledgerChecks).values(check)
    if (check.found === 0) return
    await recordAudit(ctx, {
      ...{ brandId, action: 'ledger.not-whole', subjectType: 'ledger-check', subjectId: check.id },
      details: { found: check.found },
    })
  })
  if (check.found > 0)
    getLog('ledger').error(
      { brandId, found: check.found, findings: findings.slice(0, 5) },
      'A ledger is not whole',
    )
  return { ...check, headHash: report.headHash }
}

/** The newest seal that an earlier check saw. */
async function findAnchor(ctx: BrandContext): Promise<Buffer | null> {
  const [row] = await ctx.db
    .select({ hash: ledgerChecks.headHash })
    .from(ledgerChecks)
    .where(and(eq(ledgerChecks.brandId, ctx.scope.brandId), isNotNull(ledgerChecks.headHash)))
    .orderBy(desc(ledgerChecks.id))
    .limit(1)
  return row?.hash ?? null
}

async function isInChain(ctx: BrandContext, hash: Buffer): Promise<boolean> {
  const [row] = await ctx.db
    .select({ position: ledgerSeals.position })
    .from(ledgerSeals)
    .where(and(eq(ledgerSeals.brandId, ctx.scope.brandId), eq(ledgerSeals.hash, hash)))
  return row !== undefined
}

/** What the last check came to, where there was one. */
export async function findLastCheck(
  ctx: BrandContext,
): Promise<Pick<LedgerCheck, 'found' | 'finishedAt'> | undefined> {
  const [row] = await ctx.db
    .select({ found: ledgerChecks.found, finishedAt: ledgerChecks.finishedAt })
    .from(ledgerChecks)
    .where(eq(ledgerChecks.brandId, ctx.scope.brandId))
    .orderBy(desc(ledgerChecks.id))
    .limit(1)
  return row
}

/** Asks for a check now. While one waits, a second press asks for nothing more. @throws AppError `not-allowed` */
export async function requestLedgerCheck(ctx: BrandContext): Promise<void> {
  requirePermission(ctx, 'subscribers.export')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    await addJob(ctx, 'check-ledger', { brandId }, { key: keyOf(brandId) })
    await recordAudit(ctx, {
      ...{ brandId, action: 'ledger.request-check', subjectType: 'brand', subjectId: brandId },
    })
  })
}

export type LedgerStatus = {
  head: { position: number; hash: string; sealedAt: Date } | null
  /** Recorded, and not sealed yet. */
  waiting: number
  checks: LedgerCheck[]
  /** A check was asked for and has not ended. */
  isChecking: boolean
}

/** How the ledger stands, and what the last checks found. */
export async function getLedgerStatus(ctx: BrandContext): Promise<LedgerStatus> {
  const { brandId } = ctx.scope
  const [[head], [pending], checks, [job]] = await Promise.all([
    ctx.db
      .select({ position: ledgerSeals.position, hash: ledgerSeals.hash, sealedAt: ledgerSeals.sealedAt })
      .from(ledgerSeals)
      .where(eq(ledgerSeals.brandId, brandId))
      .orderBy(desc(ledgerSeals.position))
      .limit(1),
    ctx.db
      .select({ waiting: sql<number>`count(*)::int` })
      .from(ledgerPending)
      .where(eq(ledgerPending.brandId, brandId)),
    ctx.db
      .select()
      .from(ledgerChecks)
      .where(eq(ledgerChecks.brandId, brandId))
      .orderBy(desc(ledgerChecks.id))
      .limit(10),
    ctx.db.execute(sql`select 1 from graphile_worker.jobs where key = ${keyOf(brandId)} limit 1`),
  ])
  return {
    head: head ? { ...head, hash: head.hash.toString('hex') } : null,
    waiting: pending?.waiting ?? 0,
    checks: checks.map((check) => ({ ...check, headHash: check.headHash?.toString('hex') ?? null })),
    isChecking: job !== undefined,
  }
}
