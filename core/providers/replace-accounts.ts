import { and, eq, isNull, ne } from 'drizzle-orm'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { BrandContext } from '../brands/scope'

/** One number sends for a brand. The others stay, for the statuses and answers that still come. */
export async function replaceAccounts(ctx: BrandContext, phoneNumberId: string): Promise<void> {
  await ctx.db
    .update(whatsappAccounts)
    .set({ replacedAt: ctx.now })
    .where(
      and(
        eq(whatsappAccounts.brandId, ctx.scope.brandId),
        ne(whatsappAccounts.phoneNumberId, phoneNumberId),
        isNull(whatsappAccounts.replacedAt),
      ),
    )
}
