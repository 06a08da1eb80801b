import { eq } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import type { Context } from '../platform/context'
import { AppError } from '../platform/errors'
import type { BrandContext } from './scope'

export type Brand = typeof brands.$inferSelect

/** The brand of this scope. */
export async function getBrand(ctx: BrandContext): Promise<Brand> {
  const [brand] = await ctx.db.select().from(brands).where(eq(brands.id, ctx.scope.brandId))
  if (!brand) throw new AppError('not-found')
  return brand
}

/** A brand's id by its address, or undefined. Says nothing about what the asker may see. */
export async function findBrandBySlug(
  ctx: Context,
  slug: string,
): Promise<Pick<Brand, 'id' | 'slug'> | undefined> {
  const [brand] = await ctx.db
    .select({ id: brands.id, slug: brands.slug })
    .from(brands)
    .where(eq(brands.slug, slug))
  return brand
}
