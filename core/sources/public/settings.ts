import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { brands } from '@/db/schema/brands'
import { formGuards } from '@/db/states'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { listCallingCodes } from '../../platform/phone'
import { requirePermission } from '../../staff/gate'

const country = z.string().refine((code) => listCallingCodes().some((known) => known.country === code))

const publicSettings = z.object({
  /** Empty: numbers of every country. */
  servedCountries: z.array(country).max(300),
  formGuard: z.enum(formGuards),
})

/**
 * Sets from which countries a brand's public forms take numbers, and when a sign-up has to show work. Holds at once for every page; the
 * choice of countries on a page follows when it is next published.
 * @throws AppError `not-allowed` for anybody but an owner
 */
export async function savePublicSettings(
  ctx: BrandContext,
  input: z.input<typeof publicSettings>,
): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const { servedCountries, formGuard } = publicSettings.parse(input)
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .update(brands)
      .set({ servedCountries: [...new Set(servedCountries)], formGuard })
      .where(eq(brands.id, brandId))
    // Every process drops what it holds of pages.
    await ctx.db.execute(sql`select pg_notify('landing_page', '')`)
    await recordAudit(ctx, {
      ...{ brandId, subjectType: 'brand', subjectId: brandId },
      action: 'brand.public-settings',
      details: { servedCountries, formGuard },
    })
  })
}
