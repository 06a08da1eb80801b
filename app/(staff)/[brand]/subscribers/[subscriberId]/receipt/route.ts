import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { issueReceipt, issueReceiptPdf } from '@/core/subscribers/issue-receipt'

const params = z.object({ brand: z.string(), subscriberId: z.uuid() })

/** The receipt of a person's consent with its inclusion proofs, as a file: `?as=pdf` to read, JSON otherwise. */
export const GET = brandRoute(params, async (ctx, { subscriberId }, request) => {
  if (new URL(request.url).searchParams.get('as') === 'pdf') {
    const { pdf, receiptId } = await issueReceiptPdf(ctx, { subscriberId })
    return file(new Uint8Array(pdf), 'application/pdf', `receipt-${receiptId}.pdf`)
  }
  const receipt = await issueReceipt(ctx, { subscriberId })
  const name = `receipt-${receipt.consentReceiptID}.json`
  return file(JSON.stringify(receipt, null, 2), 'application/json; charset=utf-8', name)
})

const file = (body: BodyInit, type: string, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
