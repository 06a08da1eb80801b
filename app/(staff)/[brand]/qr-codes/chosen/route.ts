import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { packChosen } from '@/core/sources/qr-codes/chosen/files'

const params = z.object({ brand: z.string() })

/** The files of some codes as ZIP, for staff of their brand: `?ids=…,…`. */
export const GET = brandRoute(params, async (ctx, _, request) => {
  const qrCodeIds = new URL(request.url).searchParams.get('ids')?.split(',') ?? []
  return new Response(await packChosen(ctx, { qrCodeIds }), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="qr-codes.zip"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
