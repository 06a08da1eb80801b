import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { carrySuppressions } from '../consent/carry-suppressions'
import { actorId, inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { requirePermission } from '../staff/gate'
import { mergePeople } from './merge'

export const joinPeopleSchema = z.object({ keepId: z.uuid(), goneId: z.uuid() })

/**
 * Makes two people one because staff say that they are: see `mergePeople`. What stands on the suppression list against the number
 * that is given up stands against the kept one from now on.
 * @throws AppError `not-allowed`, `not-found`, `conflict` when one of them was merged or erased meanwhile
 */
export async function joinPeople(ctx: BrandContext, input: z.input<typeof joinPeopleSchema>): Promise<void> {
  const { keepId, goneId } = joinPeopleSchema.parse(input)
  requirePermission(ctx, 'subscribers.write')
  await inTransaction(ctx, async (ctx) => {
    const read = async (id: string) => {
      const [row] = await ctx.db
        .select()
        .from(subscribers)
        .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, id)))
      if (!row) throw new AppError('not-found')
      if (row.erasedAt) throw new AppError('conflict')
      return row
    }
    const [keep, gone] = [await read(keepId), await read(goneId)]
    const identity = keep.phoneE164 ?? keep.waUserId
    if (identity) await carrySuppressions(ctx, gone, { identity })
    await mergePeople(ctx, {
      ...{ keepId, goneId, trust: 'kept', because: 'staff' },
      evidence: { toldBy: 'staff', staffId: actorId(ctx.actor), goneNumber: gone.phoneE164 },
    })
  })
}
