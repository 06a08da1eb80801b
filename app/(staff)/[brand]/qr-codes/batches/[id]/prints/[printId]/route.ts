import { requireBrand } from '@/app/session'
import { AppError } from '@/core/platform/errors'
import { getBatch } from '@/core/sources/qr-codes/batches/queries'
import { getPrintFile } from '@/core/sources/qr-codes/print/queries'
import { qrFileName } from '@/core/sources/qr-codes/rules'

type RouteContext = { params: Promise<{ brand: string; id: string; printId: string }> }

/** A file of a batch that was made and read back, for staff of its brand; streamed from where it is kept. */
export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  const { brand, id, printId } = await params
  const ctx = await requireBrand(brand)
  if (![id, printId].every((one) => /^[0-9a-f-]{36}$/.test(one))) return new Response(null, { status: 404 })
  try {
    const [{ name }, file] = await Promise.all([getBatch(ctx, id), getPrintFile(ctx, printId)])
    const ending = file.form === 'zip' ? 'zip' : 'pdf'
    return new Response(file.body, {
      headers: {
        'content-type': `application/${ending}`,
        'content-length': String(file.byteSize),
        'content-disposition': `attachment; filename="${qrFileName(name, file.form)}.${ending}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return new Response(null, { status: 404 })
    throw error
  }
}
