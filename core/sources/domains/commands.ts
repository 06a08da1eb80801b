import { and, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { brandDomains } from '@/db/schema/brand-domains'
import type { DomainProblem } from '@/db/states'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { isTaken } from '../../platform/database-errors'
import { getSettings } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { newCode } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { findDomainProblem, type Lookup } from './reach'
import { readHost } from './rules'

const isLocal = () => getSettings().DEPLOYMENT === 'local'
const scheme = () => (getSettings().PUBLIC_URL.startsWith('https:') ? 'https:' : 'http:')

/** Every process drops what it holds of this brand's pages and of all domains. */
async function announceDomains(ctx: BrandContext): Promise<void> {
  await ctx.db.execute(sql`select pg_notify('landing_page', '')`)
}

/**
 * Names the brand's own domain, in place of the one before. It counts once it was checked.
 * @throws AppError `not-allowed`; `domain-invalid`, also for the name of this server itself
 */
export async function nameDomain(ctx: BrandContext, input: { host: string }): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const host = readHost(z.object({ host: z.string().max(300) }).parse(input).host, isLocal())
  if (!host || host === new URL(getSettings().PUBLIC_URL).host) {
    throw new AppError('domain-invalid', { field: 'host' })
  }
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const fresh = {
      host,
      token: newCode(20),
      verifiedAt: null,
      checkedAt: null,
      problem: null,
      createdAt: ctx.now,
    }
    await ctx.db
      .insert(brandDomains)
      .values({ brandId, ...fresh })
      .onConflictDoUpdate({ target: brandDomains.brandId, set: fresh, setWhere: ne(brandDomains.host, host) })
    await announceDomains(ctx)
    await recordAudit(ctx, {
      ...{ brandId, subjectType: 'brand', subjectId: brandId },
      action: 'brand.name-domain',
      details: { host },
    })
  })
}

/** Lets go of the own domain: links and codes lead over this server's own address again. @throws AppError `not-allowed` */
export async function removeDomain(ctx: BrandContext): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const gone = await ctx.db
      .delete(brandDomains)
      .where(eq(brandDomains.brandId, brandId))
      .returning({ host: brandDomains.host })
    if (gone.length === 0) return
    await announceDomains(ctx)
    await recordAudit(ctx, {
      ...{ brandId, subjectType: 'brand', subjectId: brandId },
      action: 'brand.remove-domain',
      details: { host: gone[0]?.host },
    })
  })
}

/**
 * Asks the domain whether it leads here, and lets it count when it does. One that counted and no longer leads here stops
 * counting: links must not lead nowhere.
 * @throws AppError `not-allowed`, `not-found` without a domain
 */
export async function checkDomain(
  ctx: BrandContext,
  { lookup }: { lookup?: Lookup } = {},
): Promise<{ problem: DomainProblem | null }> {
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  const [row] = await ctx.db.select().from(brandDomains).where(eq(brandDomains.brandId, brandId))
  if (!row) throw new AppError('not-found')
  const met = await findDomainProblem(row.host, row.token, {
    ...{ scheme: scheme(), allowInside: isLocal() },
    ...(lookup ? { lookup } : {}),
  })
  const problem = met ?? null
  try {
    await keepOutcome(ctx, row, problem)
    return { problem }
  } catch (error) {
    if (problem !== null || !isTaken(error)) throw error
    // It leads here, and counts for another brand of this server already.
    await keepOutcome(ctx, row, 'taken')
    return { problem: 'taken' }
  }
}

function keepOutcome(
  ctx: BrandContext,
  { host, token, verifiedAt }: typeof brandDomains.$inferSelect,
  problem: DomainProblem | null,
): Promise<void> {
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .update(brandDomains)
      .set({ checkedAt: ctx.now, problem, verifiedAt: problem ? null : (verifiedAt ?? ctx.now) })
      // Who named another one meanwhile asked about that one.
      .where(and(eq(brandDomains.brandId, brandId), eq(brandDomains.token, token)))
    await announceDomains(ctx)
    await recordAudit(ctx, {
      ...{ brandId, subjectType: 'brand', subjectId: brandId },
      action: 'brand.check-domain',
      details: { host, problem },
    })
  })
}
