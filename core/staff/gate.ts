import { and, eq } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { memberships } from '@/db/schema/staff'
import { mintScope } from '../brands/mint-scope'
import type { BrandContext } from '../brands/scope'
import type { Context } from '../platform/context'
import { AppError } from '../platform/errors'
import { may, type Permission } from './rules'

/**
 * Opens a brand for the staff member who acts. A brand that does not exist and one that is somebody else's give the
 * same answer, so an address tells nothing.
 * @throws AppError `not-found`
 */
export async function openBrand(ctx: Context, slug: string): Promise<BrandContext> {
  if (ctx.actor.type !== 'staff') throw new AppError('not-found')
  const [row] = await ctx.db
    .select({ id: brands.id, slug: brands.slug, role: memberships.role })
    .from(memberships)
    .innerJoin(brands, eq(brands.id, memberships.brandId))
    .where(and(eq(brands.slug, slug), eq(memberships.staffId, ctx.actor.staffId)))
  if (!row) throw new AppError('not-found')
  return { ...ctx, scope: mintScope(row.id, row.slug, row.role) }
}

/**
 * Opens a brand for a machine or for a person who acts for themselves (a job, a webhook, a visitor of a public page).
 * Staff never get in this way.
 * @throws AppError `not-allowed` for staff, `not-found` for an unknown brand
 */
export async function openBrandForSystem(ctx: Context, brandId: string): Promise<BrandContext> {
  if (ctx.actor.type === 'staff') throw new AppError('not-allowed')
  const [row] = await ctx.db
    .select({ id: brands.id, slug: brands.slug })
    .from(brands)
    .where(eq(brands.id, brandId))
  if (!row) throw new AppError('not-found')
  return { ...ctx, scope: mintScope(row.id, row.slug, 'system') }
}

/** @throws AppError `not-allowed` when the role behind this context may not do it. */
export function requirePermission(ctx: BrandContext, permission: Permission): void {
  if (!may(ctx.scope.role, permission)) throw new AppError('not-allowed')
}
