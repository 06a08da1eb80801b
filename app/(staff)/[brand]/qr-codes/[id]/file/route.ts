import { requireBrand } from '@/app/session'
import { AppError } from '@/core/platform/errors'
import { makeCodeFile } from '@/core/sources/qr-codes/files/make-file'
import { qrFileInput } from '@/core/sources/qr-codes/schema'

type RouteContext = { params: Promise<{ brand: string; id: string }> }

/**
 * The drawing of one code, for staff of its brand: `?format=svg`, `?format=png&size=1200&dpi=300` or `?format=pdf`. What could not be
 * read back is not given out (422, with the code of the reason).
 */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  const asked = qrFileInput.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success || !/^[0-9a-f-]{36}$/.test(id)) return new Response(null, { status: 404 })
  try {
    const { bytes, type, name } = await makeCodeFile(ctx, { qrCodeId: id, ...asked.data })
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-disposition': `inline; filename="${name}"`,
        'cache-control': 'private, no-cache',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not-found') return new Response(null, { status: 404 })
    return Response.json({ error: error.code, ...error.params }, { status: 422 })
  }
}
