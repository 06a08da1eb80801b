import type { z } from 'zod'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { buildReceiptPdf } from '../consent/receipts/pdf/write'
import { buildReceipt, type Receipt } from '../consent/receipts/receipt'
import { inTransaction } from '../platform/context'
import { requirePermission } from '../staff/gate'
import { subscriberIdSchema } from './schema'

type Asked = z.input<typeof subscriberIdSchema>

/**
 * The receipt of one person for the officer who asks: with the evidence and the pages as they were shown, so the asking is
 * logged. `/verify` checks it without signing in.
 * @throws AppError `not-allowed`, `not-found` for who is not there, or was never asked anything
 */
export function issueReceipt(ctx: BrandContext, input: Asked): Promise<Receipt> {
  return issue(ctx, input, async (ctx, id) => {
    const receipt = await buildReceipt(ctx, id, { withEvidence: true })
    return { receiptId: receipt.consentReceiptID, given: receipt }
  })
}

/** The same as a document to read, in the person's language. @throws as `issueReceipt` */
export function issueReceiptPdf(
  ctx: BrandContext,
  input: Asked,
): Promise<{ pdf: Buffer; receiptId: string }> {
  return issue(ctx, input, async (ctx, id) => {
    const made = await buildReceiptPdf(ctx, id, { withEvidence: true })
    return { receiptId: made.receiptId, given: made }
  })
}

async function issue<T>(
  ctx: BrandContext,
  input: Asked,
  make: (ctx: BrandContext, subscriberId: string) => Promise<{ receiptId: string; given: T }>,
): Promise<T> {
  const { subscriberId } = subscriberIdSchema.parse(input)
  requirePermission(ctx, 'subscribers.reveal')
  return inTransaction(ctx, async (ctx) => {
    const { receiptId, given } = await make(ctx, subscriberId)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'subscriber.issue-receipt',
      subjectType: 'subscriber',
      subjectId: subscriberId,
      details: { receiptId },
    })
    return given
  })
}
