import { qrDesigns } from '@/db/schema/qr-codes'
import { recordAudit } from '../../../audit/commands'
import type { BrandContext } from '../../../brands/scope'
import { inTransaction } from '../../../platform/context'
import { newId } from '../../../platform/ids'
import { requirePermission } from '../../../staff/gate'
import { type SaveDesignInput, saveDesignInput } from './schema'

/** Keeps a way of drawing under a name; the same name again replaces it. What is printed with it stays as it was. */
export async function saveDesign(ctx: BrandContext, input: SaveDesignInput): Promise<{ id: string }> {
  requirePermission(ctx, 'qr-codes.write')
  const { name, look } = saveDesignInput.parse(input)
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const [kept] = await ctx.db
      .insert(qrDesigns)
      .values({ brandId, id: newId(ctx.now), name, look, createdAt: ctx.now, updatedAt: ctx.now })
      .onConflictDoUpdate({
        target: [qrDesigns.brandId, qrDesigns.name],
        set: { look, updatedAt: ctx.now },
      })
      .returning({ id: qrDesigns.id })
    if (!kept) throw new Error('a design was neither inserted nor replaced')
    await recordAudit(ctx, {
      brandId,
      action: 'qr-design.save',
      subjectType: 'qr-design',
      subjectId: kept.id,
      details: look,
    })
    return kept
  })
}
