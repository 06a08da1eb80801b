import { and, eq, isNull } from 'drizzle-orm'
import { suppressions } from '@/db/schema/suppressions'
import type { BrandContext } from '../brands/scope'
import { suppressByRight } from './suppressions'

/**
 * What stands against one number holds for another number of the same person too, as it was said and since when. The old
 * entries stay where they are.
 */
export async function carrySuppressions(
  ctx: BrandContext,
  from: { phoneHash: Buffer | null },
  to: { identity: string },
): Promise<void> {
  if (!from.phoneHash) return
  const rows = await ctx.db
    .select()
    .from(suppressions)
    .where(
      and(
        eq(suppressions.brandId, ctx.scope.brandId),
        eq(suppressions.phoneHash, from.phoneHash),
        isNull(suppressions.liftedAt),
      ),
    )
  for (const { scope, topicId, reason, note, at } of rows) {
    await suppressByRight(ctx, { identity: to.identity, scope, topicId, reason, note, at })
  }
}
