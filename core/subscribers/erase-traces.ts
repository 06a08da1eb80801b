import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import type { BrandContext } from '../brands/scope'
import { openText } from '../platform/crypto'
import { waId } from '../platform/phone'
import { tracesPurpose } from './erase'

/**
 * Empties the stored webhooks and the rows of imports that name an erased person. They were applied; what remains of each is its hash, so that the same
 * delivery is still known when it comes again. Reads all deliveries of the brand, so it is a job and not part of the erasure.
 */
export async function eraseTraces(
  ctx: BrandContext,
  input: { sealed: string },
): Promise<{ emptied: number }> {
  const opened = openText(tracesPurpose, Buffer.from(input.sealed, 'base64'))
  const identities = z.array(z.string().min(5)).parse(JSON.parse(opened))
  if (identities.length === 0) return { emptied: 0 }
  const names = identities.map(
    (identity) => sql`position(${waId(identity)} in ${webhookDeliveries.body}) > 0`,
  )
  const rows = await ctx.db
    .update(webhookDeliveries)
    .set({ body: '' })
    .where(
      and(
        eq(webhookDeliveries.brandId, ctx.scope.brandId),
        isNotNull(webhookDeliveries.appliedAt),
        or(...names),
      ),
    )
    .returning({ id: webhookDeliveries.id })
  await ctx.db.execute(sql`update import_rows set phone_e164 = null, name = null, details = null, cells = null
    where brand_id = ${ctx.scope.brandId} and phone_e164 = any(${`{${identities.join(',')}}`}::text[])`)
  return { emptied: rows.length }
}
