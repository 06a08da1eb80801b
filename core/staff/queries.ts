import { asc, eq } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { memberships, staff } from '@/db/schema/staff'
import { type Role, roles } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import type { Context } from '../platform/context'
import { AppError } from '../platform/errors'

export type StaffBrand = { slug: string; name: string; role: Role }

/** The brands that the staff member who acts works for, by name. */
export async function listOwnBrands(ctx: Context): Promise<StaffBrand[]> {
  if (ctx.actor.type !== 'staff') throw new AppError('not-signed-in')
  return ctx.db
    .select({ slug: brands.slug, name: brands.name, role: memberships.role })
    .from(memberships)
    .innerJoin(brands, eq(brands.id, memberships.brandId))
    .where(eq(memberships.staffId, ctx.actor.staffId))
    .orderBy(asc(brands.name), asc(brands.slug))
}

export type BrandStaff = { id: string; name: string; email: string; role: Role }

/** Who works for this brand, and as what: owners first, then by name. */
export async function listStaff(ctx: BrandContext): Promise<BrandStaff[]> {
  const people = await ctx.db
    .select({ id: staff.id, name: staff.name, email: staff.email, role: memberships.role })
    .from(memberships)
    .innerJoin(staff, eq(staff.id, memberships.staffId))
    .where(eq(memberships.brandId, ctx.scope.brandId))
    .orderBy(asc(staff.name), asc(staff.id))
  return people.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
}
