import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { landingPages } from '@/db/schema/landing-pages'
import { rewardCodes } from '@/db/schema/reward-codes'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { newId } from '../../../platform/ids'
import { insertMany } from '../../../platform/insert-many'
import { requirePermission } from '../../../staff/gate'
import { maxCodes, readCodes } from './rules'

const addInput = z.object({ pageId: z.uuid(), text: z.string().max(1_000_000) })

export type AddedCodes = { added: number; known: number; unreadable: string[] }

/**
 * Adds codes to what a page gives away, behind those that are there.
 * @returns how many are new, how many stood there already (also twice in the list), and what could not be read
 * @throws AppError `not-allowed`, `not-found`; `list-empty`; `file-too-large` above 20,000 at once
 */
export async function addRewardCodes(
  ctx: BrandContext,
  input: z.input<typeof addInput>,
): Promise<AddedCodes> {
  requirePermission(ctx, 'pages.write')
  const { pageId, text } = addInput.parse(input)
  const { codes, doubled, unreadable } = readCodes(text)
  if (codes.length === 0 && unreadable.length === 0) throw new AppError('list-empty', { field: 'text' })
  if (codes.length > maxCodes) throw new AppError('file-too-large', { field: 'text' })
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    await requirePage(ctx, pageId)
    const rows = codes.map((code) => ({
      ...{ brandId, id: newId(ctx.now), landingPageId: pageId, code },
      ...{ subscriberId: null, givenAt: null, createdAt: ctx.now },
    }))
    const made = await insertMany<typeof rewardCodes, { id: string }>(
      ctx,
      rewardCodes,
      rows,
      sql`on conflict (brand_id, landing_page_id, code) do nothing returning id`,
    )
    await recordAudit(ctx, {
      ...{ brandId, subjectType: 'landing-page', subjectId: pageId },
      action: 'landing-page.add-codes',
      details: { added: made.length },
    })
    return {
      added: made.length,
      known: codes.length - made.length + doubled,
      unreadable: unreadable.slice(0, 20),
    }
  })
}

/** Takes back the codes that nobody has yet. @throws AppError `not-allowed`, `not-found` */
export async function removeUngivenCodes(
  ctx: BrandContext,
  input: { pageId: string },
): Promise<{ removed: number }> {
  requirePermission(ctx, 'pages.write')
  const pageId = z.uuid().parse(input.pageId)
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    await requirePage(ctx, pageId)
    const gone = await ctx.db
      .delete(rewardCodes)
      .where(
        and(
          eq(rewardCodes.brandId, brandId),
          eq(rewardCodes.landingPageId, pageId),
          isNull(rewardCodes.givenAt),
        ),
      )
      .returning({ id: rewardCodes.id })
    await recordAudit(ctx, {
      ...{ brandId, subjectType: 'landing-page', subjectId: pageId },
      action: 'landing-page.remove-codes',
      details: { removed: gone.length },
    })
    return { removed: gone.length }
  })
}

async function requirePage(ctx: BrandContext, pageId: string): Promise<void> {
  const [page] = await ctx.db
    .select({ id: landingPages.id })
    .from(landingPages)
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, pageId)))
  if (!page) throw new AppError('not-found')
}
