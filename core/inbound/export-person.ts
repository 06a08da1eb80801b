import type { z } from 'zod'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { requirePermission } from '../staff/gate'
import { subscriberIdSchema } from '../subscribers/schema'
import { exportOwn } from './own-page/known'
import { loadOwn } from './own-page/load'

/**
 * All that is kept about one person, for the officer who answers a request (GDPR article 15): what they would download
 * themselves. The asking is logged.
 * @throws AppError `not-allowed`, `not-found` also for who was erased
 */
export async function exportPerson(
  ctx: BrandContext,
  input: z.input<typeof subscriberIdSchema>,
): Promise<Record<string, unknown>> {
  const { subscriberId } = subscriberIdSchema.parse(input)
  requirePermission(ctx, 'subscribers.export')
  requirePermission(ctx, 'subscribers.reveal')
  return inTransaction(ctx, async (ctx) => {
    const own = await loadOwn(ctx, subscriberId)
    if (!own) throw new AppError('not-found')
    await recordAudit(ctx, {
      ...{ brandId: ctx.scope.brandId, action: 'subscriber.export', subjectType: 'subscriber' },
      subjectId: subscriberId,
    })
    return exportOwn(ctx, own)
  })
}
