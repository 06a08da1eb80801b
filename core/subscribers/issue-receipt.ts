import type { z } from 'zod'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { buildReceipt, type Receipt } from '../consent/receipts/receipt'
import { inTransaction } from '../platform/context'
import { requirePermission } from '../staff/gate'
import { subscriberIdSchema } from './schema'

/**
 * The receipt of one person for the officer who asks: with the evidence and the pages as they were shown, so the asking is
 * logged. `/verify` checks it without signing in.
 * @throws AppError `not-allowed`, `not-found` for who is not there, or was never asked anything
 */
export async function issueReceipt(
  ctx: BrandContext,
  input: z.input<typeof subscriberIdSchema>,
): Promise<Receipt> {
  const { subscriberId } = subscriberIdSchema.parse(input)
  requirePermission(ctx, 'subscribers.reveal')
  return inTransaction(ctx, async (ctx) => {
    const receipt = await buildReceipt(ctx, subscriberId, { withEvidence: true })
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'subscriber.issue-receipt',
      subjectType: 'subscriber',
      subjectId: subscriberId,
      details: { receiptId: receipt.consentReceiptID },
    })
    return receipt
  })
}
