import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { AppError } from '@/core/platform/errors'
import { lookSchema } from '@/core/sources/qr-codes/design/schema'
import { previewSheet } from '@/core/sources/qr-codes/print/preview'
import { printLayoutNames } from '@/core/sources/qr-codes/print/rules'

type RouteContext = { params: Promise<{ brand: string; id: string }> }

const asked = z.object({
  form: z.enum(printLayoutNames),
  look: z
    .string()
    .max(1000)
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(lookSchema),
})

/** The first sheet of a batch as a picture, for staff of its brand: `?form=a6&look={…}`. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  const { searchParams } = new URL(request.url)
  const input = readAsked(searchParams)
  if (!input || !/^[0-9a-f-]{36}$/.test(id)) return new Response(null, { status: 404 })
  try {
    const png = await previewSheet(ctx, { batchId: id, ...input })
    return new Response(new Uint8Array(png), {
      headers: { 'content-type': 'image/png', 'cache-control': 'private, max-age=60' },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const status = error.code === 'not-found' ? 404 : 422
    return Response.json({ error: error.code, ...error.params }, { status })
  }
}

function readAsked(query: URLSearchParams): z.output<typeof asked> | undefined {
  try {
    return asked.parse(Object.fromEntries(query))
  } catch {
    // An address that nobody of ours made: as good as none.
    return undefined
  }
}
