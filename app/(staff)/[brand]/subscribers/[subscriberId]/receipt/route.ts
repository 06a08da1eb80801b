import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { issueReceipt } from '@/core/subscribers/issue-receipt'

const params = z.object({ brand: z.string(), subscriberId: z.uuid() })

/** The receipt of a person's consent, with its inclusion proofs, as a file. */
export const GET = brandRoute(params, async (ctx, { subscriberId }) => {
  const receipt = await issueReceipt(ctx, { subscriberId })
  return new Response(JSON.stringify(receipt, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="receipt-${receipt.consentReceiptID}.json"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
