import { asc, desc, eq } from 'drizzle-orm'
import { qrDesigns } from '@/db/schema/qr-codes'
import type { BrandContext } from '../../../brands/scope'
import { type Look, lookSchema, plainLook } from './schema'

export type QrDesign = { id: string; name: string; look: Look }

/** The designs that the brand kept, by name. */
export async function listDesigns(ctx: BrandContext): Promise<QrDesign[]> {
  const rows = await ctx.db
    .select({ id: qrDesigns.id, name: qrDesigns.name, look: qrDesigns.look })
    .from(qrDesigns)
    .where(eq(qrDesigns.brandId, ctx.scope.brandId))
    .orderBy(asc(qrDesigns.name))
  return rows.map((row) => ({ ...row, look: lookSchema.parse(row.look) }))
}

/** How new codes are drawn: as the design that was kept last, or plain black on white. */
export async function usualLook(ctx: BrandContext): Promise<Look> {
  const [row] = await ctx.db
    .select({ look: qrDesigns.look })
    .from(qrDesigns)
    .where(eq(qrDesigns.brandId, ctx.scope.brandId))
    .orderBy(desc(qrDesigns.updatedAt))
    .limit(1)
  return row ? lookSchema.parse(row.look) : plainLook
}
