import { requireBrand } from '@/app/session'
import { AppError } from '@/core/platform/errors'
import { qrPng, qrSvg } from '@/core/sources/qr-codes/draw'
import { getQrCode } from '@/core/sources/qr-codes/queries'
import { qrFileName } from '@/core/sources/qr-codes/rules'
import { qrFileInput } from '@/core/sources/qr-codes/schema'

type RouteContext = { params: Promise<{ brand: string; id: string }> }

/** The drawing of one code, for staff of its brand: `?format=svg` or `?format=png&size=1200`. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  const asked = qrFileInput.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success || !/^[0-9a-f-]{36}$/.test(id)) return new Response(null, { status: 404 })
  try {
    const code = await getQrCode(ctx, id)
    const { format, size } = asked.data
    const body = format === 'svg' ? await qrSvg(code.link) : new Uint8Array(await qrPng(code.link, size))
    return new Response(body, {
      headers: {
        'content-type': format === 'svg' ? 'image/svg+xml' : 'image/png',
        'content-disposition': `inline; filename="${qrFileName(code.label, code.code)}.${format}"`,
        'cache-control': 'private, no-cache',
      },
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return new Response(null, { status: 404 })
    throw error
  }
}
